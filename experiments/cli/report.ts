import { resolve } from 'node:path';
import type { Command } from 'commander';
import { UserError } from '../base/userError.ts';
import { refuseExploiters } from './refuseExploiters.ts';
import { examples, print, printJson } from './verb.ts';

/** `yuma-lab report <dir>`: writes the report of a results folder. */
export function define(command: Command): void {
  command
    .argument('<dir>', 'a folder that sweep has written, or reference results')
    .option('--no-panel', 'write a static page, without the panel in which worlds run')
    .option('--json', 'print JSON for machines')
    .addHelpText(
      'after',
      examples('report results/immunity-period-1a2b3c4d', 'report results/immunity-period-1a2b3c4d --json'),
    )
    .action(report);
}

interface Options {
  readonly panel: boolean;
  readonly json?: true;
}

async function report(folder: string, { panel, json }: Options): Promise<void> {
  await refuseExploiters(folder, 'report');
  const { writeReportOf } = await import('../studies/reportOf.ts');
  const written = await writeReportOf(folder, { isStatic: !panel }).catch((error: unknown) => {
    throw error instanceof RangeError ? new UserError(`${resolve(folder)}: ${error.message}`) : error;
  });
  if (json) printJson({ report: written.html, ...written.data });
  else print(written.text);
}
