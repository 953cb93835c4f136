import { marked, type Token } from 'marked';
import { UserError } from '../base/userError.ts';

/** A piece of TypeScript of a notebook. */
export interface Cell {
  /** `build`: it runs once, when the page is built, with files; the page has what it exports. `page`: it runs in the page as well. */
  readonly kind: 'build' | 'page';
  readonly source: string;
}

/** What lies between cells, as the tokens of its Markdown, or the number of a cell. */
export type Part = { readonly text: Token[] } | { readonly cell: number };

/** A story with cells, as its `.md` file has it. */
export interface Notebook {
  /** Name of its file without the ending. */
  readonly name: string;
  readonly title: string;
  /** Its first paragraph: what the story is about. */
  readonly lead: string;
  readonly parts: readonly Part[];
  readonly cells: readonly Cell[];
}

/** How the first line of a cell says that it runs at build time alone. */
const buildMark = /^\/\/ build:/;

/** Letters of a line at most: Markdown takes time with the square of them, minutes for a line of 200,000. */
const mostLetters = 10_000;

function refuseLongLine(name: string, markdown: string): void {
  const lines = markdown.split('\n');
  const long = lines.findIndex((line) => line.length > mostLetters);
  if (long >= 0)
    throw new UserError(
      `line ${long + 1} of ${name} must have at most ${mostLetters.toLocaleString('en')} letters; received ${lines[long].length.toLocaleString('en')} (break it)`,
    );
}

/** Reads a notebook: a title, a paragraph, then text and fences of `ts`, each a cell. Throws `UserError` for one that has none of these. */
export function readNotebook(name: string, markdown: string): Notebook {
  refuseLongLine(name, markdown);
  const [title, ...tokens] = marked.lexer(markdown).filter(({ type }) => type !== 'space');
  if (title?.type !== 'heading' || title.depth !== 1)
    throw new UserError(
      `${name} must begin with its title; received ${title?.raw.trim() ?? 'nothing'} (write "# …" first)`,
    );
  const [lead, ...others] = tokens;
  if (lead?.type !== 'paragraph')
    throw new UserError(
      `${name} must say in a paragraph below its title what it tells; received ${lead?.raw.trim() ?? 'nothing'}`,
    );
  const cells: Cell[] = [];
  const parts: Part[] = [];
  for (const token of others) {
    if (token.type === 'code' && token.lang === 'ts') {
      parts.push({ cell: cells.length });
      cells.push({ kind: buildMark.test(token.text) ? 'build' : 'page', source: token.text });
      continue;
    }
    const last = parts.at(-1);
    if (last !== undefined && 'text' in last) last.text.push(token);
    else parts.push({ text: [token] });
  }
  if (cells.length === 0) throw new UserError(`${name} has no cell: write one between \`\`\`ts and \`\`\``);
  return { name, title: title.text, lead: lead.text, parts, cells };
}
