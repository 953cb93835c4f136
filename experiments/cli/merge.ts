import { join } from 'node:path';
import type { Command } from 'commander';
import type { Merged } from '../cluster/merge/merge.ts';
import { examples, print, printJson } from './verb.ts';

interface Options {
  readonly dir?: string;
  readonly panel: boolean;
  readonly json?: true;
}

/** `yuma-lab merge <dir…>`: joins shards of one study by the ids of their trials. */
export function define(command: Command): void {
  command
    .argument('<dirs...>', 'folders that sweep, sensitivity or tune have written with --shard')
    .option('--dir <folder>', 'folder to join them in (default: results/<study>-<hash>)')
    .option('--no-panel', 'write a static page, without the panel in which worlds run')
    .option('--json', 'print JSON for machines')
    .addHelpText(
      'after',
      `${examples(
        'merge results/immunity-period-1a2b3c4d/shards/*',
        'merge machine-1 machine-2 --dir my-question',
      )}
Trials that are in several folders are compared byte for byte: where two differ
it ends with 1 and writes nothing. Where trials are missing it says which, with
the commands that run them, writes what there is, and ends with 1. Repeated, or
with more folders, it goes on. The order of the folders changes nothing.
`,
    )
    .action(start);
}

async function start(dirs: readonly string[], options: Options): Promise<void> {
  const [{ merge }, { mergedLines }, { writeMergedReport }] = await Promise.all([
    import('../cluster/merge/merge.ts'),
    import('../cluster/merge/words.ts'),
    import('../cluster/merge/report.ts'),
  ]);
  const into = options.dir ?? (await usualFolder(dirs));
  const merged = await merge(dirs, into);
  const { missing, conflicts, failed } = merged;
  const isWhole = missing.length === 0 && conflicts.length === 0;
  if (!isWhole || failed > 0) process.exitCode = 1;
  const report = isWhole ? await writeMergedReport(merged, !options.panel) : null;
  const lines = mergedLines(merged);
  if (options.json) printJson({ ...forMachines(merged), report: report?.html ?? null });
  else if (conflicts.length > 0) process.stderr.write(`${lines.join('\n')}\n`);
  else print([...(report === null ? [] : [report.text, '']), ...lines].join('\n'));
}

/** Where the study of the first folder would have been kept whole. */
async function usualFolder(dirs: readonly string[]): Promise<string> {
  const { partIn } = await import('../cluster/merge/part.ts');
  for (const dir of dirs) {
    const part = partIn(dir);
    if (part !== null) return join('results', `${Object(part.plan).name}-${part.hash.slice(0, 8)}`);
  }
  return join('results', 'merged');
}

const forMachines = ({ folder, hash, parts, total, rows, failed, rowsHash, ...merged }: Merged) => ({
  folder,
  hash,
  folders: parts,
  total,
  joined: rows.size,
  failed,
  rowsHash,
  repeated: merged.repeated,
  missing: merged.missing,
  conflicts: merged.conflicts.map(({ plan: _, ...conflict }) => conflict),
  notes: merged.notes,
});
