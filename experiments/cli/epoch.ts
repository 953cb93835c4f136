import type { Command } from 'commander';
import type { Arithmetic } from '../../sim/chainState.ts';
import type { RulesetName } from '../../sim/rulesets.ts';
import { type Column, prose, textTable } from '../base/textTable.ts';
import { UserError } from '../base/userError.ts';
import { manyEpochs, type UidAfter } from '../evidence/manyEpochs.ts';
import { compareEpoch } from '../evidence/replay/compareEpoch.ts';
import type { FieldAgreement } from '../evidence/replay/compareField.ts';
import { knownVariant, variantOnNetwork } from '../evidence/variantOnNetwork.ts';
import { readWritten } from '../input/networkFile.ts';
import { type NetworkInput, networkInputOf, underRuleset } from '../input/networkText.ts';
import { arithmeticOption } from './arithmeticOption.ts';
import { fieldsText } from './replayText.ts';
import { rulesetOption } from './rulesetOption.ts';
import { examples, print, printJson } from './verb.ts';

interface Options {
  readonly arithmetic: Arithmetic;
  readonly ruleset?: RulesetName;
  readonly compare?: true;
  readonly variant?: string;
  readonly epochs?: number;
  readonly bondsPenalty?: number;
  readonly winnerTakesAll?: true;
  readonly json?: true;
}

/** `yuma-lab epoch <network.json>`: consensus steps on a given network. */
export function define(command: Command): void {
  command
    .argument('<network.json>', 'a network file: import makes one, and import --example prints one')
    .option('--arithmetic <kind>', 'float64 or chain', arithmeticOption, 'float64')
    .option('--ruleset <name>', 'version of the chain (default: the file’s)', rulesetOption)
    .option('--epochs <n>', 'so many, one after the other, with the same stakes and weights', epochsOption)
    .option('--compare', 'compare with the results that the file has recorded')
    .option('--variant <name>', 'a version of yuma-simulation instead (rulesets --variants lists them)')
    .option('--bonds-penalty <share>', 'of a variant: 0 … 1 (the peer’s bond_penalty)', penaltyOption)
    .option('--winner-takes-all', 'of a variant: all incentive to the highest rank')
    .option('--json', 'print JSON for machines')
    .addHelpText(
      'after',
      prose(format, 80) +
        examples(
          'epoch test/fixtures/network.json --arithmetic chain',
          'epoch my-network.json --ruleset yuma3-2025 --epochs 100',
          'epoch my-network.json --arithmetic chain --compare',
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
  ownerUid (from dtao-2025 on), lastEpoch (from burn-2026 on: block of the epoch before) (optional),
  recorded: what the chain said (optional). docs/network.schema.json has every field.
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
  const { arithmetic, variant, epochs = 1, compare, json } = options;
  const input = inputOf(path, options);
  if (variant !== undefined) {
    if (compare)
      throw new UserError(
        '--compare goes without --variant: the chain never ran one (leave one of the two out)',
      );
    runVariant(input, variant, options);
    return;
  }
  if ((options.bondsPenalty ?? options.winnerTakesAll) !== undefined)
    throw new UserError('--bonds-penalty and --winner-takes-all go with --variant; give one');
  const uids = manyEpochs(input, arithmetic, epochs);
  const fields = compare ? comparedWith(path, input, uids, arithmetic) : undefined;
  const { ruleset, block } = input;
  if (json) printJson({ ruleset, block, arithmetic, epochs, uids, ...(fields !== undefined && { fields }) });
  else print(whole(input, options, uids, fields));
  if (fields?.some(({ largest, expected, field }) => field !== 'emission' && largest > expected))
    process.exitCode = 1;
}

/** The network, under the ruleset that is asked for. Throws `UserError` where its weights are not known. */
function inputOf(path: string, { ruleset }: Options): NetworkInput {
  const written = readWritten(path);
  if (written.weights === undefined)
    throw new UserError(
      `${path}: $.weights must be known for an epoch; received none (import them with the metagraph: storage, btcli query weights, or a table of validator,uid,weight)`,
    );
  if (ruleset === undefined || ruleset === written.ruleset) return networkInputOf(path, written);
  const { network, left } = underRuleset(written, ruleset);
  if (left.length > 0)
    process.stderr.write(`note: ${ruleset} does not take ${left.join(', ')} of the file\n`);
  return networkInputOf(path, network);
}

function comparedWith(
  path: string,
  { written }: NetworkInput,
  uids: readonly UidAfter[],
  arithmetic: Arithmetic,
) {
  const fields = compareEpoch(uids, written, arithmetic);
  if (fields.length > 0) return fields;
  throw new UserError(
    `${path}: --compare needs results of the chain in $.recorded; received none (import a dump that has incentive or consensus)`,
  );
}

function whole(
  { ruleset, block }: NetworkInput,
  { arithmetic, epochs = 1 }: Options,
  uids: readonly UidAfter[],
  fields: readonly FieldAgreement[] | undefined,
): string {
  const head = `${ruleset}, block ${block}, ${arithmetic}${epochs === 1 ? '' : `, epoch ${epochs} on this network`}`;
  const shares = ['stake', 'validatorTrust', 'consensus', 'incentive', 'dividends'] as const;
  const parts = [head, textOf(uids, shares), bondsText(uids)];
  if (fields !== undefined)
    parts.push(`Against what was recorded, in units of u16 and RAO:\n${fieldsText(fields)}`);
  return parts.filter((part) => part !== '').join('\n\n');
}

/** The largest bonds of each uid that holds any. */
function bondsText(uids: readonly UidAfter[]): string {
  const rows = uids.flatMap(({ uid, bonds }) => {
    if (bonds.length === 0) return [];
    const largest = [...bonds].sort(([, one], [, other]) => other - one).slice(0, 5);
    const words = largest.map(([target, value]) => `${target}: ${value.toLocaleString('en-US')}`);
    return [[String(uid), String(bonds.length), words.join(', ') + (bonds.length > 5 ? ', …' : '')]];
  });
  if (rows.length === 0) return '';
  return textTable(
    [
      { title: 'uid', align: 'right' },
      { title: 'bonds', align: 'right' },
      { title: 'the largest, by target', shrinks: true },
    ],
    rows,
  );
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
  const named = shares.map((name) => (name === 'validatorTrust' ? 'vtrust' : name));
  const titles = ['uid', ...(whole ? ['active'] : []), ...named, ...(whole ? ['emission, RAO'] : [])];
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
