import type { Command } from 'commander';
import type { Arithmetic } from '../../sim/chainState.ts';
import { type Column, textTable } from '../base/textTable.ts';
import { UserError } from '../base/userError.ts';
import { oneEpoch } from '../evidence/oneEpoch.ts';
import { knownVariant, variantOnNetwork } from '../evidence/variantOnNetwork.ts';
import { type NetworkInput, readNetwork } from '../input/networkFile.ts';
import { arithmeticOption } from './arithmeticOption.ts';
import { examples, print, printJson } from './verb.ts';

interface Options {
  readonly arithmetic: Arithmetic;
  readonly variant?: string;
  readonly epochs?: number;
  readonly bondsPenalty?: number;
  readonly winnerTakesAll?: true;
  readonly json?: true;
}

/** `yuma-lab epoch <network.json>`: one consensus step on a given network. */
export function define(command: Command): void {
  command
    .argument('<network.json>', 'fields: ruleset, block, emission (RAO), stake, weights, and optional ones')
    .option('--arithmetic <kind>', 'float64 or chain', arithmeticOption, 'float64')
    .option('--variant <name>', 'a version of yuma-simulation instead (rulesets --variants lists them)')
    .option('--epochs <n>', 'of a variant: so many on the same network, from no bonds', epochsOption)
    .option('--bonds-penalty <share>', 'of a variant: 0 … 1 (the peer’s bond_penalty)', penaltyOption)
    .option('--winner-takes-all', 'of a variant: all incentive to the highest rank')
    .option('--json', 'print JSON for machines')
    .addHelpText(
      'after',
      format +
        examples(
          'epoch test/fixtures/network.json --arithmetic chain',
          'epoch test/fixtures/network.json --variant C/YUMA3 --epochs 40',
        ),
    )
    .action(runEpoch);
}

const format = `
A network file holds, with arrays by uid:
  ruleset, block, emission (RAO the step may mint), stake (RAO, numbers or texts),
  weights and bonds (rows of [uid, value]: u16 under Finney, u32 weights and RAO bonds under Nakamoto),
  lastUpdate, registrationBlock, validatorPermit (optional), hyperparameters (optional: name to value),
  ownerUid (from dtao-2025 on), lastEpoch (from burn-2026 on: block of the epoch before) (optional)
`;

function epochsOption(text: string): number {
  const epochs = Number(text);
  if (!Number.isInteger(epochs) || epochs < 1 || epochs > 10_000)
    throw new UserError(`--epochs must be a whole number 1 … 10,000; received ${text}`);
  return epochs;
}

function penaltyOption(text: string): number {
  const share = Number(text);
  if (text.trim() === '' || !(share >= 0 && share <= 1))
    throw new UserError(`--bonds-penalty must be a share 0 … 1; received ${text}`);
  return share;
}

function runEpoch(path: string, options: Options): void {
  const { arithmetic, variant, json } = options;
  const input = readNetwork(path);
  if (variant === undefined) {
    if ((options.epochs ?? options.bondsPenalty ?? options.winnerTakesAll) !== undefined)
      throw new UserError('--epochs, --bonds-penalty and --winner-takes-all go with --variant; give one');
    const uids = oneEpoch(input, arithmetic);
    if (json) printJson({ ruleset: input.ruleset, block: input.block, arithmetic, uids });
    else {
      const head = `${input.ruleset}, block ${input.block}, ${arithmetic}`;
      print(`${head}\n\n${textOf(uids, ['stake', 'rank', 'trust', 'consensus', 'incentive', 'dividends'])}`);
    }
    return;
  }
  runVariant(input, variant, options);
}

function runVariant(input: NetworkInput, name: string, options: Options): void {
  const { arithmetic, epochs = 1, json } = options;
  if (arithmetic === 'chain')
    throw new UserError('--variant runs in float64 only: the chain never ran it; leave out --arithmetic');
  const variant = knownVariant(name);
  const settings = {
    ...variant.settings,
    winnerTakesAll: options.winnerTakesAll ?? variant.settings.winnerTakesAll,
    bondsPenalty: options.bondsPenalty ?? variant.settings.bondsPenalty,
  };
  const uids = variantOnNetwork(input, variant, settings, epochs);
  if (json) printJson({ variant: name, settings, epochs, uids });
  else {
    const head = `${name}, ${variant.title}: epoch ${epochs} on this network, float64`;
    print(`${head}\n\n${textOf(uids, ['stake', 'rank', 'consensus', 'incentive', 'dividends'])}`);
  }
}

interface Line {
  readonly uid: number;
  readonly active?: boolean;
  readonly emission?: number;
}

function textOf<Name extends string>(
  uids: readonly (Line & Readonly<Record<Name, number>>)[],
  shares: readonly Name[],
): string {
  const whole = uids[0].active !== undefined;
  const titles = ['uid', ...(whole ? ['active'] : []), ...shares, ...(whole ? ['emission, RAO'] : [])];
  const rows = uids.map((result) => [
    String(result.uid),
    ...(whole ? [result.active ? 'yes' : 'no'] : []),
    ...shares.map((name) => (result[name] as number).toFixed(6)),
    ...(whole ? [String(result.emission)] : []),
  ]);
  return textTable(
    titles.map((title): Column => ({ title, align: 'right' })),
    rows,
  );
}
