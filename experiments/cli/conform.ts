import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { examples, print, printJson } from './verb.ts';

/** `yuma-lab conform <paths…>`: replay golden vectors and compare every value. */
export function define(command: Command): void {
  command
    .argument('<paths...>', 'files (.json, .json.gz) or folders of them')
    .option('--whole-maps', 'every cell of the maps of consensus guarantees, on all processors')
    .option('--json', 'print JSON for machines')
    .addHelpText(
      'after',
      `${examples('conform test/golden')}\nEnds with 1 if a value differs, 2 if nothing was compared.\n`,
    )
    .action(replay);
}

async function replay(paths: string[], options: { json?: true; wholeMaps?: true }): Promise<void> {
  const [{ conform, exitCodeOf }, { conformText }] = await Promise.all([
    import('../evidence/conform/conform.ts'),
    import('../evidence/conform/conformText.ts'),
  ]);
  const { conformWholeMaps } = await import('../evidence/conform/wholeMaps.ts');
  const report = options.wholeMaps ? await conformWholeMaps(paths, availableParallelism()) : conform(paths);
  if (options.json) printJson(report);
  else print(conformText(report));
  process.exitCode = exitCodeOf(report);
}
