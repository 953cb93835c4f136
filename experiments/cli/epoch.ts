import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { Arithmetic } from '../../sim/chainState.ts';
import { type Column, prose, textTable } from '../base/textTable.ts';
import { UserError } from '../base/userError.ts';
import { changedNetwork } from '../epochPage/changedNetwork.ts';
import { type Changes, countOf } from '../epochPage/changes.ts';
import { manyEpochs, type UidAfter } from '../evidence/manyEpochs.ts';
import { compareEpoch } from '../evidence/replay/compareEpoch.ts';
import type { FieldAgreement } from '../evidence/replay/compareField.ts';
import { knownVariant, variantOnNetwork } from '../evidence/variantOnNetwork.ts';
import { readWritten } from '../input/networkFile.ts';
import type { WrittenNetwork } from '../input/networkSchema.ts';
import { type NetworkInput, underRuleset } from '../input/networkText.ts';
import { arithmeticOption } from './arithmeticOption.ts';
import { type ChangeOptions, changesOf } from './epochChanges.ts';
import { collect } from './numbers.ts';
import { fieldsText } from './replayText.ts';
import { rulesetOption } from './rulesetOption.ts';
import { examples, print, printJson } from './verb.ts';

interface Options extends ChangeOptions {
  readonly arithmetic: Arithmetic;
  readonly page?: string | true;
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
    .argument(
      '<network.json>',
      'a network file (import makes one, import --example prints one), or the name of a recorded network',
    )
    .option('--arithmetic <kind>', 'float64 or chain', arithmeticOption, 'float64')
    .option('--ruleset <name>', 'version of the chain (default: the file’s)', rulesetOption)
    .option('--epochs <n>', 'so many, one after the other, with the same stakes and weights', epochsOption)
    .option('--set <name=value>', 'a setting that the epoch reads; may be repeated', collect)
    .option('--stake <uid=amount>', 'another stake, RAO or such as 1500TAO; may be repeated', collect)
    .option(
      '--weight <v,m=share>',
      'the share of its row that validator v gives miner m; may be repeated',
      collect,
    )
    .option('--page [path]', 'write a page in which all of this can be moved (default: epoch.html)')
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
          'epoch netuid31-2024-08 --arithmetic chain --set kappa=0.6 --stake 10=200000TAO --weight 10,45=25%',
          'epoch netuid31-2024-08 --page subnet-31.html',
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

async function runEpoch(path: string, options: Options, command: Command): Promise<void> {
  const { arithmetic, variant, epochs = 1, compare, json, page } = options;
  const written = await givenNetwork(path);
  const changes = await changesOf(written, options);
  if (page !== undefined) {
    const isFloat = arithmetic === 'float64' && command.getOptionValueSource('arithmetic') !== 'default';
    if (variant !== undefined || compare || isFloat)
      throw new UserError(
        '--page shows the chain’s own arithmetic: leave out --variant, --compare and --arithmetic float64',
      );
    const { writeEpochPage } = await import('../epochPage/writePage.ts');
    const file = await writeEpochPage(page === true ? 'epoch.html' : page, {
      name: path,
      written,
      changes,
      epochs,
    });
    print(`${file}\nIt opens without a network: move κ, a stake or a weight, and see who gains.`);
    return;
  }
  noteWhatIsLeft(written, changes);
  const input = changedNetwork(path, written, changes);
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
  else print(whole(input, options, changes, uids, fields));
  if (fields?.some(({ largest, expected, field }) => field !== 'emission' && largest > expected))
    process.exitCode = 1;
}

/** A network file, or the last block of a recorded network. Throws `UserError` where its weights are not known. */
async function givenNetwork(path: string): Promise<WrittenNetwork> {
  const { recordedNames } = await import('../evidence/replay/recordedNetwork.ts');
  if (!existsSync(path) && recordedNames().includes(path)) {
    const { recordedNetwork } = await import('../evidence/replay/recordedAsNetwork.ts');
    return recordedNetwork(path);
  }
  const written = readWritten(path);
  if (written.weights === undefined)
    throw new UserError(
      `${path}: $.weights must be known for an epoch; received none (import them with the metagraph: storage, btcli query weights, or a table of validator,uid,weight)`,
    );
  return written;
}

function noteWhatIsLeft(written: WrittenNetwork, { ruleset }: Changes): void {
  if (ruleset === null) return;
  const { left } = underRuleset(written, ruleset);
  if (left.length > 0)
    process.stderr.write(`note: ${ruleset} does not take ${left.join(', ')} of the file\n`);
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
  changes: Changes,
  uids: readonly UidAfter[],
  fields: readonly FieldAgreement[] | undefined,
): string {
  const changed = countOf({ ...changes, ruleset: null });
  const head = [
    `${ruleset}, block ${block}, ${arithmetic}`,
    ...(epochs === 1 ? [] : [`epoch ${epochs} on this network`]),
    ...(changed === 0 ? [] : [`with ${changed} ${changed === 1 ? 'change' : 'changes'}`]),
  ].join(', ');
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
