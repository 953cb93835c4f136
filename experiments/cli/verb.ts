import type { Command } from 'commander';

/** One verb of the command, as the list of verbs shows it. */
export interface Verb {
  readonly name: string;
  /** One line. */
  readonly description: string;
  /** The module that defines the verb: imported only when the verb or its help is asked for, so that the rest starts at once. */
  load(): Promise<VerbModule>;
}

/** What the file of a verb exports. */
export interface VerbModule {
  /** Gives the verb its arguments, its options, an example in its help, and what it does. */
  define(command: Command): void;
}

/** The example at the end of a verb's help, with the command's name put before each line. */
export function examples(...lines: readonly string[]): string {
  const title = lines.length === 1 ? 'Example:' : 'Examples:';
  return `\n${title}\n${lines.map((line) => `  $ yuma-lab ${line}`).join('\n')}\n`;
}

/** Writes a line or a text to standard output. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Writes a value for machines: indented JSON, integers above 2^53 as strings. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? String(part) : part), 2));
}
