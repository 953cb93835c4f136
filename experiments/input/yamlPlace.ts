import {
  type Document,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
} from 'yaml';
import { z } from 'zod';
import { nearest } from '../../sim/math/nearest.ts';
import { messageOf } from '../base/thrown.ts';
import { UserError } from '../base/userError.ts';

type Path = readonly PropertyKey[];

/** A fault of a YAML file: where it is, and what is wrong. */
export interface YamlFault {
  readonly path: Path;
  readonly message: string;
  /** A key of the record at `path` that is at fault itself. */
  readonly key?: string;
}

const longest = 1_000_000;

/** A YAML text with the place of each of its values, so that a fault is reported with line and column. */
export class PlacedYaml {
  readonly name: string;
  private readonly document: Document;
  private readonly lines = new LineCounter();

  /** Throws `UserError` with line and column for a text that is no YAML, holds a key twice, or a number in another base. */
  constructor(text: string, name: string) {
    this.name = name;
    if (text.length > longest) throw new UserError(`${name} is longer than ${longest} characters`);
    this.document = this.parsed(text);
    const faults = this.document.errors.map(({ pos, message }) => `${this.at(pos[0])}: ${inWords(message)}`);
    faults.push(...this.otherBases(), ...this.keysOfSeveral());
    if (faults.length > 0) throw new UserError(faults.join('\n'));
  }

  /** The parser calls itself for each level, and so does all that walks the document. */
  private parsed(text: string): Document {
    try {
      const document = parseDocument(text, { lineCounter: this.lines, prettyErrors: false });
      visit(document, () => undefined);
      return document;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new UserError(
        `${this.name}: its lists and records lie too deep in each other; a study or a scenario nests a few levels (write it anew from an example)`,
      );
    }
  }

  /** YAML reads `0x142` as 322; here numbers are decimal. */
  private otherBases(): string[] {
    const faults: string[] = [];
    visit(this.document, {
      Scalar: (_, { value, source, range }) => {
        if (typeof value === 'number' && source !== undefined && /^[-+]?0[xob]/i.test(source))
          faults.push(
            `${this.at(range?.[0] ?? 0)}: numbers are decimal; received ${source} (write ${value})`,
          );
      },
    });
    return faults;
  }

  /** YAML takes a list or a record as a key; no record here has such a field. */
  private keysOfSeveral(): string[] {
    const faults: string[] = [];
    visit(this.document, {
      Pair: (_, { key }) => {
        if (isCollection(key))
          faults.push(
            `${this.at(key.range?.[0] ?? 0)}: a key is one word; received ${isMap(key) ? 'a record' : 'a list'}`,
          );
      },
    });
    return faults;
  }

  /** The content, checked. Throws `UserError` with every fault; an unknown key comes with the nearest known ones. */
  read<T>(schema: z.ZodType<T>): T {
    const content: unknown = this.content();
    const result = schema.safeParse(content);
    if (result.success) return result.data;
    throw this.refusal(result.error.issues.flatMap((issue) => faultsOf(issue, schema, content)));
  }

  private content(): unknown {
    try {
      const content: unknown = this.document.toJS({ maxAliasCount: 100 });
      // A list may hold itself by an alias; such content has no JSON, and no schema an end.
      JSON.stringify(content);
      return content;
    } catch (error) {
      const reason =
        error instanceof TypeError ? 'an alias (*) is within its own anchor (&)' : messageOf(error);
      throw new UserError(`${this.name}: ${reason}`);
    }
  }

  /** The error that shows faults in the order of their places. */
  refusal(faults: readonly YamlFault[]): UserError {
    const placed = faults.map((fault) => ({ offset: this.offset(fault), message: fault.message }));
    placed.sort((one, other) => one.offset - other.offset);
    return new UserError(placed.map(({ offset, message }) => `${this.at(offset)}: ${message}`).join('\n'));
  }

  private at(offset: number): string {
    const { line, col } = this.lines.linePos(offset);
    return `${this.name}:${line}:${col}`;
  }

  private offset({ path, key }: YamlFault): number {
    for (let length = path.length; length >= 0; length--) {
      const node: unknown =
        length === 0 ? this.document.contents : this.document.getIn(path.slice(0, length), true);
      if (length === path.length && key !== undefined && isMap(node)) {
        const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key);
        if (pair !== undefined && isNode(pair.key) && pair.key.range) return pair.key.range[0];
      }
      if (isNode(node) && node.range) return node.range[0];
    }
    return 0;
  }
}

type Issue = z.core.$ZodIssue;

function faultsOf(issue: Issue, schema: z.ZodType, content: unknown): YamlFault[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    const record = recordAt(schema, path);
    const known = record === null ? [] : Object.keys(record.shape);
    const kind = record?.description ?? 'key';
    return issue.keys.map((key) => ({ path, key, message: unknownKey(kind, key, known) }));
  }
  const place = path.join('.') || 'the file';
  const received = path.reduce<unknown>((part, key) => Object(part)[key], content);
  const shown = received === undefined ? 'nothing' : JSON.stringify(received);
  return [{ path, message: `${place}: ${issue.message.replace(/, received .*$/, '')}; received ${shown}` }];
}

function unknownKey(kind: string, key: string, known: readonly string[]): string {
  const near = nearest(key, known);
  const guess = near.length > 0 ? `; did you mean ${near.join(', ')}?` : '.';
  return `unknown ${kind} ${JSON.stringify(key)}${guess} Known: ${known.join(', ')}`;
}

/** The record at a path, whose description says what its keys are; null without one. */
function recordAt(schema: z.ZodType, path: Path): z.ZodObject | null {
  let inner: unknown = schema;
  for (const key of [...path, null]) {
    while (inner instanceof z.ZodOptional) inner = inner.unwrap();
    if (key === null) break;
    if (inner instanceof z.ZodArray) inner = inner.element;
    else if (inner instanceof z.ZodObject) inner = inner.shape[String(key)];
  }
  return inner instanceof z.ZodObject ? inner : null;
}

/** The reader’s own words for a text that nests deeper than it can follow are those of a fault in it. */
const inWords = (message: string): string =>
  message.startsWith('Maximum call stack')
    ? 'lists and records nest too deep here: write them flatter'
    : message;
