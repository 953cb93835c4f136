import type { Command } from 'commander';
import { UserError, unknownName } from '../base/userError.ts';
import { examples } from './verb.ts';

/** What can be done with the ledger, and what each does. */
const acts = {
  list: 'the questions, the forecasts and the days they are due',
  check: 'whether every entry stands as it was written, before its outcome',
  score: 'coverage and interval scores, against no change',
  recompute: 'numbers about emission, computed again by the laboratory’s rules',
} as const;

interface Options {
  readonly dir?: string;
  readonly json?: true;
}

/** `yuma-lab ledger <list | check | score | recompute | seal>`: forecasts that were written before their outcomes, and how they did. */
export function define(command: Command): void {
  command
    .usage('<list | check | score | recompute | seal> [options]')
    .argument('[what]')
    .addHelpText(
      'after',
      `${examples('ledger list', 'ledger check', 'ledger score --json', 'ledger recompute', 'ledger seal draft.json')}
An entry that is dated after its outcome, was changed, or has no proper
interval is refused. check names every one and ends with 1; list, score and
recompute end with 2. recompute ends with 1 where a number differs.\n`,
    )
    .action((what?: string) => {
      const known = [...Object.keys(acts), 'seal'];
      if (what !== undefined) throw unknownName('part of the ledger', what, known);
      throw new UserError(`ledger needs to be told what: ${known.join(', ')}`);
    });
  for (const act of ['list', 'check', 'score', 'recompute'] as const)
    command
      .command(act)
      .description(acts[act])
      .option('--dir <folder>', 'another folder of entries than results/ledger')
      .option('--json', 'print JSON for machines')
      .addHelpText('after', examples(`ledger ${act}`))
      .action(async ({ dir, json }: Options) => {
        const { showLedger } = await import('./ledger/showLedger.ts');
        if (act !== 'recompute') return showLedger(act, dir, json === true);
        const { showRecomputed } = await import('./ledger/showRecomputed.ts');
        return showRecomputed(dir, json === true);
      });
  command
    .command('seal')
    .description('print an entry with the hash of what it says, ready to be committed')
    .argument('<draft>', 'a JSON file with an entry, its hash left out')
    .addHelpText('after', examples('ledger seal draft.json > results/ledger/my-forecast.json'))
    .action(async (draft: string) => {
      const { showSealed } = await import('./ledger/showSealed.ts');
      showSealed(draft);
    });
}
