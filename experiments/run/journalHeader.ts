import { dirname, join } from 'node:path';
import { schemaVersion } from '../base/identity.ts';
import { UserError } from '../base/userError.ts';
import { checksum, isRecord, parsed } from './storedRow.ts';
import { type Disk, readWhole } from './system/disk.ts';

/** The first line of a journal. */
export interface Header {
  readonly journal: 'yuma-lab';
  readonly schema: number;
  readonly study: string;
  /** Checksum of the line without it; absent in journals of before it. */
  readonly sum?: string;
}

/** The first line of a study's journal, and the same as it was before it had a checksum; without newline. */
export const headerFor = (study: string): string => withSum(plainHeader(study));
export const plainHeader = (study: string): string =>
  JSON.stringify({ journal: 'yuma-lab', schema: schemaVersion, study });

const withSum = (plain: string): string => `${plain.slice(0, -1)},"sum":"${checksum(plain)}"}`;

/** What a first line says of its journal. */
export interface ReadHeader {
  readonly study: string;
  /** The line is damaged, and the study is known from `study.json` beside it. */
  readonly isDamaged: boolean;
}

/**
 * Reads a first line. A damaged one is taken for what `study.json` beside the journal says, if that is the study expected; a line that is not
 * damaged, but another's, is refused with a `UserError` that names what it is and the remedy.
 */
export function readHeader(path: string, line: string, expected: string | undefined, disk: Disk): ReadHeader {
  const known = studiesBeside(path, disk);
  const study = expected ?? known[0];
  if (isDamagedLine(line, study, known)) return { study, isDamaged: true };
  const header = parsed(line);
  if (!isHeader(header))
    throw new UserError(
      `${path} is not a journal of yuma-lab: its first line is no header; choose another folder`,
    );
  if (header.schema !== schemaVersion)
    throw new UserError(
      `${path} has schema ${header.schema}; this version reads ${schemaVersion}: use the version that wrote it`,
    );
  const isOurs = expected === undefined || header.study === expected;
  if (!isOurs && !(known[0] === expected && known.includes(header.study)))
    throw new UserError(
      `${path} belongs to study ${header.study.slice(0, 8)}, not ${expected.slice(0, 8)}; it was left untouched: choose another folder`,
    );
  return { study: expected ?? header.study, isDamaged: false };
}

const isHeader = (line: unknown): line is Header =>
  isRecord(line) && line.journal === 'yuma-lab' && typeof line.study === 'string';

/**
 * Characters in which a header may differ from the one that belongs there and still be taken for it (the hash of another study differs in
 * some 60), and how many must be there to tell.
 */
const fewCharacters = 4;
const enoughCharacters = 24;

/** Whether a line is the header of one of these studies but for some damage: nearly its text, or with a checksum that does not match. */
function isDamagedLine(line: string, study: string | undefined, known: readonly string[]): study is string {
  if (study === undefined || known[0] !== study) return false;
  const wholes = known.flatMap((one) => [headerFor(one), plainHeader(one)]);
  const sum = sumOf(line);
  if (wholes.includes(line) || sum === 'right') return false;
  return sum === 'wrong' || wholes.some((whole) => isNearly(line, whole));
}

/** Whether a line has the checksum of a header, and whether it is right. */
function sumOf(line: string): 'right' | 'wrong' | 'none' {
  const header = parsed(line);
  if (!isHeader(header) || header.sum === undefined) return 'none';
  const { sum, ...rest } = header;
  return checksum(JSON.stringify(rest)) === sum ? 'right' : 'wrong';
}

/** Compared as far as the shorter one goes: damage to a line end joins lines, or cuts one. */
function isNearly(line: string, whole: string): boolean {
  const common = Math.min(line.length, whole.length);
  let count = 0;
  for (let k = 0; k < common; k++) if (line[k] !== whole[k]) count += 1;
  return common >= enoughCharacters && count <= fewCharacters;
}

/** Hashes that `study.json` beside a journal gives it: that of its study first, then those of smaller studies that it has grown from. */
function studiesBeside(path: string, disk: Disk): string[] {
  const plan = join(dirname(path), 'study.json');
  try {
    if (!disk.exists(plan)) return [];
    const { hash, grewFrom = [] } = Object(parsed(readWhole(plan, disk).toString()));
    return [hash, ...[grewFrom].flat().map((one) => Object(one).hash)].filter(
      (one) => typeof one === 'string',
    );
  } catch {
    return [];
  }
}
