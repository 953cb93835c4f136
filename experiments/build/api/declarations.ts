import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** What a module declares under a name: its comment without the stars, and its text as TypeScript declares it, without any code. */
export interface Declaration {
  readonly comment: string;
  readonly text: string;
}

/** Reads a text file by its path from the project's root, such as the declarations `sim/row.d.ts`. */
export type ReadDeclarations = (path: string) => string;

/** Has the compiler write the declarations of the public modules, and passes them on as long as `use` runs. Throws if it cannot. */
export function withDeclarations<Result>(use: (read: ReadDeclarations) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'declarations-'));
  try {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const words = ['-p', join(root, 'tsconfig.build.json'), '--emitDeclarationOnly', '--outDir', folder];
    const { status, stdout } = spawnSync(process.execPath, [tsc, ...words], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`the declarations cannot be written:\n${stdout}`);
    return use((path) => readFileSync(join(folder, path), 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What the module at `path` (a `.ts` file) declares as `name`, wherever it has it from. Throws if it does not. */
export function declarationOf(read: ReadDeclarations, path: string, name: string): Declaration {
  const statements = statementsOf(read(path.replace(/\.ts$/, '.d.ts')));
  const own = statements.filter(({ text }) => declaredName(text) === name);
  if (own.length > 0)
    return {
      comment: own[0].comment,
      text: own.map(({ text }) => text.replace(/^export (declare )?/, '')).join('\n'),
    };
  for (const { text } of statements) {
    const [, names, from] = /^export (?:type )?\{([^}]*)\} from '([^']+)'/.exec(text) ?? [];
    if (names?.split(',').some((part) => part.trim().replace(/^type /, '') === name))
      return declarationOf(read, join(dirname(path), from), name);
  }
  throw new Error(`${path} does not declare ${name}`);
}

const declaredName = (text: string): string | undefined =>
  /^export (?:declare )?(?:abstract )?(?:function|const|class|interface|type) (\w+)/.exec(text)?.[1];

/** The statements of a file of declarations with the comment before each: they begin at the start of a line, and end where no bracket is open. */
function statementsOf(text: string): Declaration[] {
  const statements: Declaration[] = [];
  let comment: string[] = [];
  let statement: string[] = [];
  let isComment = false;
  let depth = 0;
  for (const line of text.split('\n')) {
    if (statement.length === 0 && (isComment || line.startsWith('/**'))) {
      if (!isComment) comment = [];
      comment.push(line);
      isComment = !line.includes('*/');
    } else if (statement.length > 0 || line !== '') {
      statement.push(line);
      depth += depthOf(line);
      if (depth > 0 || !/[;}]\s*$/.test(line)) continue;
      statements.push({ comment: plainComment(comment), text: statement.join('\n') });
      comment = [];
      statement = [];
    }
  }
  return statements;
}

function depthOf(line: string): number {
  const code = line.replace(/^\s*(\/?\*).*|\/\/.*|'[^']*'/g, '');
  return (code.match(/[{([]/g) ?? []).length - (code.match(/[})\]]/g) ?? []).length;
}

/** The words of a comment; lines that belong together are joined. */
export const plainComment = (lines: readonly string[]): string =>
  lines
    .map((line) => line.replace(/^\/\*\*\s?|^\s*\*\/|\s*\*\/$|^\s*\* ?/g, '').trim())
    .join('\n')
    .trim()
    .replace(/([^\n])\n(?=[^\n@-])/g, '$1 ');
