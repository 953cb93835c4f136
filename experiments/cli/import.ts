import type { Command } from 'commander';
import type { RulesetName } from '../../sim/rulesets.ts';
import { checkWritable } from '../base/givenFile.ts';
import { prose, textRecord, textTable } from '../base/textTable.ts';
import { UserError } from '../base/userError.ts';
import type { NetworkReplay } from '../evidence/replay/networkReplay.ts';
import type { Part } from '../import/part.ts';
import type { Imported } from '../import/toNetwork.ts';
import type { Mark, WrittenNetwork } from '../input/networkSchema.ts';
import { writeNamed } from '../run/system/writeNamed.ts';
import { numberOption } from './numbers.ts';
import { fieldsText, notComparedText, verdictOf } from './replayText.ts';
import { rulesetOption } from './rulesetOption.ts';
import { examples, print, printJson } from './verb.ts';

interface Options {
  readonly netuid?: number;
  readonly block?: number;
  readonly ruleset?: RulesetName;
  readonly out?: string;
  readonly keepKeys?: true;
  readonly example?: true;
  readonly json?: true;
}

/** `yuma-lab import <file…>`: makes a network file of what people have of their own network. */
export function define(command: Command): void {
  command
    .argument(
      '[file...]',
      'dumps of one network at one block: metagraph, hyperparameters, weights, in any order',
    )
    .option('--netuid <n>', 'which network, where a file holds several', numberOption('netuid', 0, 65_535))
    .option(
      '--block <n>',
      'the block that all files are taken for, whatever they say',
      numberOption('block', 0, 1e12),
    )
    .option(
      '--ruleset <name>',
      'version of the chain (default: by block, or by the settings named)',
      rulesetOption,
    )
    .option('--out <file.json>', 'where the network file is written (without it, nothing is written)')
    .option('--keep-keys', 'keep hotkeys and coldkeys; without it they become running numbers')
    .option('--example', 'print a network file that runs')
    .option('--json', 'print JSON for machines')
    .addHelpText(
      'after',
      examples(
        'import metagraph.json hyperparameters.json weights.json --out my-network.json',
        'import --example > my-network.json',
      ),
    )
    .action(importFiles);
}

async function importFiles(files: readonly string[], options: Options): Promise<void> {
  if (options.example) {
    const { exampleNetwork } = await import('../import/example.ts');
    print(exampleNetwork());
    return;
  }
  if (files.length === 0)
    throw new UserError(
      'import needs at least one file; received none (import metagraph.json, or import --example)',
    );
  if (options.out !== undefined) checkWritable(options.out, '--out');
  const { importNetwork, subnetsOf } = await import('../import/importNetwork.ts');
  const several = options.netuid === undefined ? subnetsOf(files) : null;
  if (several !== null && options.out === undefined) {
    print(options.json ? '' : subnetsText(several));
    if (options.json) printJson(several.map(({ netuid, market }) => ({ netuid, ...market })));
    return;
  }
  const imported = importNetwork(files, options);
  const check = await firstCheck(imported.network);
  const text = `${JSON.stringify(imported.network)}\n`;
  if (options.out !== undefined) writeNamed(options.out, text);
  if (options.json)
    printJson({
      ...(options.out === undefined ? { network: imported.network } : { out: options.out }),
      check,
      uses: await wordsOf(imported),
    });
  else print(await textOf(imported, check, options.out));
}

/** Consensus against the results in the files; null where they have no uids. */
async function firstCheck(network: WrittenNetwork): Promise<NetworkReplay | null> {
  if (network.stake === undefined || network.ruleset === 'nakamoto-2022') return null;
  const { networkInputOf } = await import('../input/networkText.ts');
  const { replayNetwork } = await import('../evidence/replay/networkReplay.ts');
  return replayNetwork(networkInputOf('the network', network));
}

async function wordsOf(imported: Imported) {
  const { usesOf } = await import('../import/uses.ts');
  return usesOf(imported);
}

/** What each subnet of a file is told to have. */
function subnetsText(parts: readonly Part[]): string {
  const shown = (value: number | bigint | boolean | undefined, unit = 1) =>
    value === undefined
      ? '–'
      : typeof value === 'boolean'
        ? value
          ? 'on'
          : 'off'
        : String(Number((Number(value) / unit).toPrecision(6)));
  const rows = parts.map(
    ({ netuid, market: { movingPrice, alphaPrice, burn, minerBurned, emissionEnabled } }) => [
      String(netuid),
      shown(alphaPrice ?? movingPrice),
      shown(burn, 1e9),
      shown(minerBurned),
      shown(emissionEnabled),
    ],
  );
  const titles = ['netuid', 'price, TAO', 'entry, TAO', 'burned share', 'emission'];
  const table = textTable(
    titles.map((title) => ({ title, align: 'right' as const })),
    rows,
  );
  return `${table}\n\n${parts.length} networks. Choose one with --netuid, and write it with --out.`;
}

async function textOf(
  imported: Imported,
  check: NetworkReplay | null,
  out: string | undefined,
): Promise<string> {
  const { network, era, settings, inferred } = imported;
  const parts = [prose(headOf(imported))];
  parts.push(sourcesText(network));
  const marks = marksText(network.marks ?? {});
  if (marks !== '') parts.push(marks);
  parts.push(settingsText(settings, era.ruleset));
  if (inferred?.weights) parts.push(prose(`Weights are inferred: ${inferred.because}.`));
  const told = [
    ...(network.notes ?? []).map((note) => ['to know', note] as const),
    ...listOf('unused', network.unused),
    ...listOf('UNKNOWN', network.unknown),
  ];
  if (told.length > 0) parts.push(textRecord(told));
  if (check !== null) parts.push(checkText(check));
  const { can, cannot } = await wordsOf(imported);
  parts.push(
    textRecord([
      ...can.map((line) => ['good for', line] as const),
      ...cannot.map((line) => ['not for', line] as const),
    ]),
  );
  parts.push(out === undefined ? 'Nothing was written: add --out my-network.json.' : `Written: ${out}`);
  return parts.join('\n\n');
}

const listOf = (title: string, names: readonly string[] | undefined): (readonly [string, string])[] =>
  names === undefined || names.length === 0 ? [] : [[title, names.join(', ')]];

function headOf({ network, era }: Imported): string {
  const { netuid, name, block, stake = [] } = network;
  const what = `${name ?? 'a network'}${netuid === null || netuid === undefined ? '' : `, netuid ${netuid}`}`;
  const size = stake.length === 0 ? 'no uids' : `${stake.length} uids`;
  const at = block === null ? 'block not told' : `block ${block.toLocaleString('en-US')}`;
  return `${what}: ${size}, ${at}\n${era.ruleset}, for ${era.because}`;
}

const sourcesText = ({ sources = [] }: WrittenNetwork): string =>
  textTable(
    [
      { title: 'file', shrinks: true },
      { title: 'kind' },
      { title: 'what', shrinks: true },
      { title: 'SHA-256' },
    ],
    sources.map(({ file, kind, what, sha256 }) => [file, kind, what, sha256.slice(0, 12)]),
  );

/** Fields by how far they are the chain’s own. */
function marksText(marks: Readonly<Record<string, Mark>>): string {
  const words: readonly Mark[] = ['exact', 'recovered', 'rounded', 'scaled', 'inferred', 'missing'];
  const rows = words.flatMap((mark) => {
    const names = Object.keys(marks).filter((name) => marks[name] === mark);
    return names.length === 0 ? [] : [[mark, names.join(', ')] as const];
  });
  return rows.length === 0 ? '' : textRecord(rows);
}

/** What became of each hyperparameter: those that were not taken, by reason. */
function settingsText(
  { taken, idle, notTaken, unknown }: Imported['settings'],
  ruleset: RulesetName,
): string {
  const names = Object.keys(taken);
  if (names.length + notTaken.length + unknown.length === 0) return 'No hyperparameters in the files.';
  const all = names.length + notTaken.length + unknown.length;
  const rows: [string, string][] = [
    ['taken', `${names.length} of ${all} hyperparameters`],
    ...(idle.length > 0
      ? [
          [
            'of these idle',
            `${idle.map(({ name }) => name).join(', ')}: they change nothing in the laboratory`,
          ] as [string, string],
        ]
      : []),
    ...[...new Set(notTaken.map(({ because }) => because))].map((reason): [string, string] => {
      const left = notTaken.filter(({ because }) => because === reason);
      return ['not taken', `${left.map(({ name, value }) => `${name} (${value})`).join(', ')}: ${reason}`];
    }),
  ];
  return `Hyperparameters under ${ruleset}:\n${textRecord(rows)}`;
}

function checkText(check: NetworkReplay): string {
  const parts = ['First check, the consensus against what the files say of the last epoch:'];
  if (check.fields.length > 0) parts.push(fieldsText(check.fields));
  if (check.notCompared.length > 0) parts.push(notComparedText(check.notCompared));
  parts.push(prose(verdictOf(check)));
  return parts.join('\n');
}
