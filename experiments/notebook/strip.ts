import { transform } from 'sucrase';
import type { Program } from './program.ts';

/** A text that is no TypeScript: what is wrong, and the line of the program, from 1; 0 if unknown. */
export class SyntaxFault extends Error {
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.name = 'SyntaxFault';
    this.line = line;
  }
}

/**
 * A program without its types, as the source of a function: line k of the program is line k + 1 of the source. It takes what `import`
 * gives, where `export` goes, and what cells may call. Throws `SyntaxFault`.
 */
export const functionSource = (program: Program): string =>
  `async ($require, exports, show, $at, $data) => {\n${stripped(program.text)}\n}`;

/** Lines stay where they are; an import becomes a call of `$require`. */
function stripped(text: string): string {
  try {
    const { code } = transform(text, { transforms: ['typescript', 'imports'], production: true });
    return code.replaceAll(/\brequire\((?=')/g, '$require(');
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const place = /\((\d+):\d+\)$/.exec(message);
    throw new SyntaxFault(
      message.replace(/^Error transforming [^:]*: /, '').replace(/ \(\d+:\d+\)$/, ''),
      Number(place?.[1] ?? 0),
    );
  }
}
