import type { Arithmetic } from '../../sim/world.ts';
import { readNetwork } from '../networkFile.ts';
import { oneEpoch, type UidResult } from '../oneEpoch.ts';
import { arithmeticOption } from './arithmeticOption.ts';
import { type Column, textTable } from './table.ts';
import { examples, print, printJson, type Verb } from './verb.ts';

/** `yuma-lab epoch <network.json>`: one consensus step on a given network. */
export const epochVerb: Verb = {
  name: 'epoch',
  register(program) {
    program
      .command('epoch')
      .description('run one consensus step on a network written in a file; every uid a line')
      .argument('<network.json>', 'fields: ruleset, block, emission (RAO), stake, weights, and optional ones')
      .option('--arithmetic <kind>', 'float64 or chain', arithmeticOption, 'float64')
      .option('--json', 'print JSON for machines')
      .addHelpText('after', format + examples('epoch test/fixtures/network.json --arithmetic chain'))
      .action((path: string, { arithmetic, json }: { arithmetic: Arithmetic; json?: true }) => {
        const input = readNetwork(path);
        const uids = oneEpoch(input, arithmetic);
        if (json) printJson({ ruleset: input.ruleset, block: input.block, arithmetic, uids });
        else print(`${input.ruleset}, block ${input.block}, ${arithmetic}\n\n${textOf(uids)}`);
      });
  },
};

const format = `
A network file holds, with arrays by uid:
  ruleset, block, emission (RAO the step may mint), stake (RAO, numbers or texts),
  weights and bonds (rows of [uid, value]: u16 under Finney, u32 weights and RAO bonds under Nakamoto),
  lastUpdate, registrationBlock, validatorPermit (optional), hyperparameters (optional: name to value),
  ownerUid (from dtao-2025 on), lastEpoch (current-2026: block of the epoch before) (optional)
`;

const shares = ['stake', 'rank', 'trust', 'consensus', 'incentive', 'dividends'] as const;

function textOf(uids: readonly UidResult[]): string {
  const columns = ['uid', 'active', ...shares, 'emission, RAO'].map(
    (title): Column => ({ title, align: 'right' }),
  );
  const rows = uids.map((result) => [
    String(result.uid),
    result.active ? 'yes' : 'no',
    ...shares.map((name) => result[name].toFixed(6)),
    String(result.emission),
  ]);
  return textTable(columns, rows);
}
