import type { Command } from 'commander';
import { UserError, unknownName } from '../base/userError.ts';
import { examples } from './verb.ts';

/** What can be checked: `sweep` names these when it is asked for one of them. */
export const checkNames: readonly string[] = ['scaling', 'patterns', 'assumptions'];

/** `yuma-lab check <what>`: compares the model with its full size, with real networks, and with changed assumptions. */
export function define(command: Command): void {
  command
    .usage(`<${checkNames.join(' | ')}> [options]`)
    .argument('[what]')
    .addHelpText(
      'after',
      `${examples('check scaling', 'check patterns', 'check assumptions --json')}\nscaling and patterns end with 1 if anything does not agree.\n`,
    )
    .action((what?: string) => {
      if (what !== undefined) throw unknownName('check', what, checkNames);
      throw new UserError(`check needs to be told what: ${checkNames.join(', ')}`);
    });
  scaling(command);
  patterns(command);
  assumptions(command);
}

interface Options {
  readonly dir?: string;
  readonly json?: true;
}

function scaling(command: Command): void {
  command
    .command('scaling')
    .description('the small world against the whole one: best levels, and the signs of differences')
    .argument('[small]', 'results folder of the small world (default: the reference run)')
    .argument('[whole]', 'results folder of the whole world (default: the reference run)')
    .option('--json', 'print JSON for machines')
    .addHelpText('after', examples('check scaling'))
    .action(async (small: string | undefined, whole: string | undefined, { json }: Options) => {
      const { showScaling } = await import('./check/scaling.ts');
      showScaling(small, whole, json === true);
    });
}

function patterns(command: Command): void {
  command
    .command('patterns')
    .description('what real networks and papers show, against what the model shows')
    .option('--dir <folder>', 'keep the result there as patterns.json')
    .option('--json', 'print JSON for machines')
    .addHelpText('after', examples('check patterns'))
    .action(async ({ dir, json }: Options) => {
      const { showPatterns } = await import('./check/patterns.ts');
      showPatterns(dir, json === true);
    });
}

function assumptions(command: Command): void {
  command
    .command('assumptions')
    .description('what each assumption does to its result when it is halved and doubled, as committed')
    .option('--json', 'print JSON for machines')
    .addHelpText('after', examples('check assumptions'))
    .action(async ({ json }: Options) => {
      const { showAssumptions } = await import('./check/assumptions.ts');
      showAssumptions(json === true);
    });
}
