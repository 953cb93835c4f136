import type { Command } from 'commander';
import { textTable } from '../base/textTable.ts';
import { UserError } from '../base/userError.ts';
import type { FieldAgreement } from '../evidence/replay/compareField.ts';
import type { Eviction } from '../evidence/replay/evictions.ts';
import type { Pulse } from '../evidence/replay/pulse.ts';
import type { Replay } from '../evidence/replay/replay.ts';
import { fieldsText, networkText, notComparedText } from './replayText.ts';
import { examples, print, printJson } from './verb.ts';

/** `yuma-lab replay <snapshot>`: the consensus on a recorded network, against what the chain said. */
export function define(command: Command): void {
  command
    .argument(
      '[snapshot]',
      'name of a recorded network (none: list them), or path of a network file or of a recorded network',
    )
    .option('--json', 'print JSON for machines')
    .addHelpText(
      'after',
      `${examples('replay netuid31-2024-08', 'replay my-network.json')}\nEnds with 1 if a field or an eviction is not the chain’s, and with 2 if\nnothing was recorded that could be compared.\n`,
    )
    .action(replaySnapshot);
}

async function replaySnapshot(snapshot: string | undefined, { json }: { json?: true }): Promise<void> {
  const { readRecorded, recordedNames } = await import('../evidence/replay/recordedNetwork.ts');
  if (snapshot === undefined) {
    const networks = recordedNames().map((id) => ({ id, ...headOf(readRecorded(id)) }));
    if (json) printJson(networks);
    else print(listOf(networks));
    return;
  }
  const { isNetworkFile, readNetwork } = await import('../input/networkFile.ts');
  if (isNetworkFile(snapshot)) {
    const { replayNetwork } = await import('../evidence/replay/networkReplay.ts');
    const result = replayNetwork(readNetwork(snapshot));
    if (json) printJson(result);
    else print(networkText(result));
    end(result.agrees, result.fields.length, snapshot);
    return;
  }
  const { replay } = await import('../evidence/replay/replay.ts');
  const result = replay(readRecorded(snapshot));
  if (json) printJson(result);
  else print(textOf(result));
  end(result.agrees, result.fields.length + result.evictions.length, snapshot);
}

/** Ends with 1 where something differs. Throws `UserError` where nothing could be compared. */
function end(agrees: boolean, compared: number, snapshot: string): void {
  if (compared === 0)
    throw new UserError(
      `${snapshot}: a replay needs results of the chain beside the state; received none that could be compared (import a dump that has incentive, consensus or permits)`,
    );
  if (!agrees) process.exitCode = 1;
}

interface Head {
  readonly name: string;
  readonly version: string;
  readonly source: string;
  readonly epochs: number;
}

const headOf = ({
  name,
  version,
  source,
  epochs,
}: Omit<Head, 'epochs'> & { epochs: readonly unknown[] }): Head => ({
  name,
  version,
  source,
  epochs: epochs.length,
});

const listOf = (networks: readonly (Head & { id: string })[]): string =>
  textTable(
    [
      { title: 'snapshot' },
      { title: 'network' },
      { title: 'chain' },
      { title: 'blocks', align: 'right' },
      { title: 'source', shrinks: true },
    ],
    networks.map(({ id, name, version, epochs, source }) => [id, name, version, String(epochs), source]),
  );

function textOf(result: Replay): string {
  const { name, version, blocks, fields, notCompared, evictions, pulses, agrees } = result;
  const head = `${name}, ${version}: ${blocks.epochs} ${blocks.epochs === 1 ? 'block' : 'blocks'}, ${blocks.first} to ${blocks.last}`;
  const parts = [head, pulsesText(pulses)];
  if (fields.length > 0) parts.push(fieldsText(fields));
  if (notCompared.length > 0) parts.push(notComparedText(notCompared));
  if (evictions.length > 0) parts.push(evictionsText(evictions));
  const checked = fields.length + evictions.length;
  if (checked === 0)
    parts.push('Nothing of the chain’s own results was recorded: there is nothing to compare.');
  else parts.push(agrees ? agreementText(fields, notCompared.length) : 'DIFFERS from the chain.');
  return parts.join('\n\n');
}

/** What agrees to the last bit, and what agrees as far as the recording can show. */
function agreementText(fields: readonly FieldAgreement[], left: number): string {
  const what = left === 0 ? 'all that was recorded' : 'all that was compared';
  const open = fields.filter(({ largest }) => largest > 0).map(({ field }) => field);
  if (open.length === 0) return `AGREES with the chain in ${what}.`;
  return `AGREES with the chain in ${what}, but for ${open.join(', ')}: there as far as what was not recorded allows.`;
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

function pulsesText(pulses: readonly Pulse[]): string {
  const rows = pulses.map(
    ({ block, rows: voices, paidUids, largestShare, incentiveGini, validatorTrust }) => [
      String(block),
      String(voices),
      String(paidUids),
      percent(largestShare),
      incentiveGini === null ? '–' : incentiveGini.toFixed(2),
      validatorTrust === null ? '–' : `${validatorTrust.low.toFixed(2)} … ${validatorTrust.high.toFixed(2)}`,
    ],
  );
  const titles = ['block', 'rows of weights', 'paid uids', 'best paid', 'incentive Gini', 'validator trust'];
  return textTable(
    titles.map((title) => ({ title, align: 'right' })),
    rows,
  );
}

function evictionsText(evictions: readonly Eviction[]): string {
  const named = evictions.filter(({ uid, named }) => uid === named).length;
  const rows = evictions.map(({ block, uid, named: ours }) => [
    String(block),
    String(uid),
    ours === null ? 'none' : String(ours),
    ours === uid ? 'yes' : 'no',
  ]);
  const table = textTable(
    [
      { title: 'registered at', align: 'right' },
      { title: 'replaced uid', align: 'right' },
      { title: 'the rule names', align: 'right' },
      { title: 'same' },
    ],
    rows,
  );
  return `${table}\n\n${named} of ${evictions.length} evictions are the ones the rule names.`;
}
