import { scenarioOf } from '../../../agents/scenarios/catalogue.ts';
import { populate } from '../../../agents/scenarios/populate.ts';
import { gini } from '../../../sim/metrics/concentration.ts';
import { disagreementIn } from '../../../sim/metrics/measures/agreement.ts';
import type { Network } from '../../../sim/network.ts';
import type { Row } from '../../../sim/row.ts';
import { simulate } from '../../../sim/simulate.ts';
import { blocksPerDay } from '../../../sim/units.ts';

/** What subnet 31 of August 2024 does in the laboratory, to be held against what it did. */
export interface SubnetTraits {
  readonly registrationsPerDay: number;
  /** Median age of those evicted, days; null without evictions. */
  readonly medianAge: number | null;
  /** Median over newcomers of the epochs until their first incentive, those that never got any as the longest. */
  readonly firstPayEpochs: number | null;
  /** Mean total variation between pairs of large validators. */
  readonly disagreement: number | null;
  /** Median total variation between a row and the one it replaces. */
  readonly rowChange: number | null;
  /** Gini of the incentive over paid uids. */
  readonly paidGini: number;
}

/** Runs the scenario `finney-sn31` for some days and looks at it as the records were looked at. */
export function watchSubnet(seed: string, days: number): SubnetTraits {
  const scenario = scenarioOf('finney-sn31')!;
  const { ruleset } = scenario;
  const { world, cast } = populate({ scenario, ruleset, arithmetic: 'float64', set: {}, seed });
  const { network, block: start } = world;
  const ages: number[] = [];
  const waits = new Map<number, number>();
  const changes: number[] = [];
  const disagreements: number[] = [];
  const rows = [...network.weights];
  let registrations = 0;
  for (const event of simulate(world, cast, start + days * blocksPerDay)) {
    if (event.kind === 'eviction') {
      ages.push((event.block - network.registrationBlock[event.uid]) / blocksPerDay);
    } else if (event.kind === 'registration') {
      registrations += 1;
      waits.set(network.hotkey[event.uid], Number.POSITIVE_INFINITY);
    } else if (event.kind === 'step') {
      notePay(network, event.block, waits);
      noteChanges(network, rows, changes);
      const apart = disagreementIn(network);
      if (apart !== null) disagreements.push(apart);
    }
  }
  const paid = Array.from(network.incentive.subarray(0, network.size)).filter((share) => share > 0);
  return {
    registrationsPerDay: registrations / days,
    medianAge: median(ages),
    firstPayEpochs: median([...waits.values()]),
    disagreement:
      disagreements.length > 0
        ? disagreements.reduce((sum, one) => sum + one, 0) / disagreements.length
        : null,
    rowChange: median(changes),
    paidGini: gini(paid),
  };
}

/** Blocks of an epoch of the record. */
const epoch = 360;

function notePay(network: Network, block: number, waits: Map<number, number>): void {
  for (let uid = 0; uid < network.size; uid++) {
    const hotkey = network.hotkey[uid];
    if (waits.get(hotkey) === Number.POSITIVE_INFINITY && network.incentive[uid] > 0)
      waits.set(hotkey, Math.max(1, Math.ceil((block - network.registrationBlock[uid]) / epoch)));
  }
}

function noteChanges(network: Network, rows: Row[], changes: number[]): void {
  for (let uid = 0; uid < network.size; uid++) {
    const row = network.weights[uid];
    if (row === rows[uid]) continue;
    if (rows[uid].targets.length > 1 && row.targets.length > 1)
      changes.push(totalVariation(rows[uid], row, network.size));
    rows[uid] = row;
  }
}

function totalVariation(one: Row, other: Row, size: number): number {
  const gap = new Float64Array(size);
  for (const [row, sign] of [
    [one, 1],
    [other, -1],
  ] as const) {
    const total = row.values.reduce((sum, value) => sum + value, 0);
    for (const [entry, target] of row.targets.entries()) gap[target] += (sign * row.values[entry]) / total;
  }
  return gap.reduce((sum, value) => sum + Math.abs(value), 0) / 2;
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}
