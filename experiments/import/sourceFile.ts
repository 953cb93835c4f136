import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { messageOf } from '../base/thrown.ts';
import { UserError } from '../base/userError.ts';
import { readJson } from '../input/plainJson.ts';
import { type CsvText, csvOf, looksLikeCsv } from './csvText.ts';
import { Place } from './fields.ts';

/** Bytes that a file may have, unpacked: a network of 1,024 uids with all its weights has 20 MB. */
const mostBytes = 64 * 1024 * 1024;

/** A file that was read, in the form it has. */
export interface SourceFile {
  /** Name without folder. */
  readonly file: string;
  readonly sha256: string;
  readonly content:
    | { readonly form: 'json'; readonly place: Place; readonly notNumbers: readonly string[] }
    | { readonly form: 'csv'; readonly table: CsvText }
    | { readonly form: 'text'; readonly lines: readonly string[] };
}

/** Reads a file, gzipped or not. Throws `UserError` with the file, the place, the rule and the remedy. */
export function readSource(path: string): SourceFile {
  const bytes = bytesOf(path);
  const file = basename(path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  refusePickle(file, bytes);
  const text = textOf(file, unpacked(file, bytes));
  const first = text.trimStart()[0];
  if (first === undefined)
    throw new UserError(`${file}: a dump must have content; received an empty file (write it again)`);
  if (first === '{' || first === '[') {
    const { value, notNumbers } = readJson(text, file);
    return { file, sha256, content: { form: 'json', place: new Place(file, '$', value), notNumbers } };
  }
  if (looksLikeCsv(text)) return { file, sha256, content: { form: 'csv', table: csvOf(text, file) } };
  return { file, sha256, content: { form: 'text', lines: text.split(/\r?\n/) } };
}

function bytesOf(path: string): Buffer {
  let size: number;
  try {
    const stat = statSync(path);
    if (stat.isDirectory())
      throw new UserError(`${path} is a folder; import reads files (name each of them)`);
    size = stat.size;
  } catch (error) {
    if (error instanceof UserError) throw error;
    if (!existsSync(path))
      throw new UserError(
        `${path} does not exist: name a dump of your network (import --help shows examples)`,
      );
    throw new UserError(`${path} cannot be read: ${messageOf(error)}`);
  }
  refuseLarge(path, size);
  return readFileSync(path);
}

function refuseLarge(file: string, size: number): void {
  if (size > mostBytes)
    throw new UserError(
      `${file}: a file must have at most ${megabytes(mostBytes)}; received ${megabytes(size)} (keep the subnet in question: dump it alone with --netuid)`,
    );
}

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(0)} MB`;

function unpacked(file: string, bytes: Buffer): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: mostBytes });
  } catch (error) {
    throw new UserError(
      `${file}: what is gzipped must unpack to at most ${megabytes(mostBytes)}; received: ${messageOf(error)} (pack it again)`,
    );
  }
}

function textOf(file: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UserError(
      `${file}: a dump must be text in UTF-8 (JSON, CSV or a printed table); received other bytes (save it as JSON)`,
    );
  }
}

/** A pickle runs code when it is read: it is refused with the lines that make JSON of it. */
function refusePickle(file: string, bytes: Buffer): void {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3;
  const isPickle = bytes[0] === 0x80 && bytes[1] >= 2 && bytes[1] <= 5;
  if (!isZip && !isPickle && !/\.(?:pt|pth|pkl|pickle|npz|npy)$/i.test(file)) return;
  const isNumpy = /\.np[yz]$/i.test(file);
  const read = isNumpy
    ? `import numpy, json; m = dict(numpy.load("${file}", allow_pickle=False))`
    : isZip || /\.pth?$/i.test(file)
      ? `import torch, json; m = torch.load("${file}", weights_only=False)`
      : `import pickle, json; m = vars(pickle.load(open("${file}", "rb")))`;
  throw new UserError(
    `${file}: a file must be JSON, CSV or a printed table; received a ${isNumpy ? 'NumPy archive' : 'pickle'}, which is never read here, for reading it runs what is in it (where you trust it, make JSON of it in Python and import that)\n  ${read}\n  json.dump({k: v.tolist() if hasattr(v, "tolist") else v for k, v in m.items()}, open("${file}.json", "w"), default=str)`,
  );
}
