import type { Command } from 'commander';

/** One verb of the command. Its file imports what it works with only when it runs, so that help stays quick. */
export interface Verb {
  readonly name: string;
  /** Adds the verb to the program, with an example in its help. */
  register(program: Command): void;
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
