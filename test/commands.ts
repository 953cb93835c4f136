import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = fileURLToPath(new URL('..', import.meta.url));

const markdownIn = (folder: string): string[] =>
  readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .sort();

/** Documents whose commands a reader types. */
export const documentsWithCommands = (): string[] => [
  'README.md',
  'CONTRIBUTING.md',
  ...markdownIn('docs'),
  ...markdownIn('notebooks').filter((path) => !path.includes('site/')),
];

/** A command of a document: a line of a block, or a span of code in prose or in a table. */
export interface DocumentCommand {
  readonly document: string;
  /** Without what follows `#`. */
  readonly command: string;
}

/** How a command begins; a verb of ours, a script, or what makes a file ready for one. */
const beginning = /^(?:npm |npx |cp |[A-Z_]+=\S+ npx )/;
/** Words in which a reader puts something of his own, and names of programs without words. */
const isUnfinished = /<|…|^npm run -s lab --$|^npx yuma-lab$/;

/** Every command of a document. `text`: its Markdown. */
export function commandsOf(document: string, text: string): DocumentCommand[] {
  const blocks = [...text.matchAll(/^ *```(?:sh)?\n([\s\S]*?)^ *```$/gm)].flatMap(([, block]) =>
    block.trim().split('\n'),
  );
  const prose = text.replaceAll(/^ *```[\s\S]*?^ *```$/gm, '');
  const spans = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, span]) => span);
  const found = [...blocks, ...spans].map((line) => line.replace(/\s+# .*$/, '').trim());
  const commands = new Set(found.filter((line) => beginning.test(line) && !isUnfinished.test(line)));
  return [...commands].map((command) => ({ document, command }));
}

/** Every command of every document. */
export const allCommands = (): DocumentCommand[] =>
  documentsWithCommands().flatMap((path) => commandsOf(path, readFileSync(root + path, 'utf8')));

/** The words of a command as a shell splits them. */
export const wordsOf = (command: string): string[] =>
  [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain);
