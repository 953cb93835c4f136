import {
  type BondRow,
  type ChainNakamotoParameters,
  type NakamotoOutput,
  type NakamotoState,
  nakamotoStepChain,
} from '../../../sim/consensus/chain/nakamoto.ts';
import { I65F63 } from '../../../sim/math/fixed.ts';
import { type Row, rowOf } from '../../../sim/row.ts';
import { u16Max, u32Max } from '../../../sim/units.ts';
import type { Comparison } from './compare.ts';
import { nakamotoEncodings } from './encoding.ts';
import { readRow } from './epochState.ts';
import { compareOutputs, compareSteps } from './epochVectors.ts';
import type { Place } from './place.ts';
import type { FileTally } from './tally.ts';
import { nakamotoRuleset, notBuilt } from './versions.ts';

/** Steps of the Nakamoto chain: one network, weights and replacements before each step. */

const encodings = nakamotoEncodings(I65F63);

/** A step does not touch it: the difficulty the chain begins with. */
const difficulty = 10_000_000n;

export const isNakamotoFile = (top: Place): boolean => {
  const [first] = top.has('cases') ? top.at('cases').list() : [];
  return (first?.has('epochs') && first.has('version')) ?? false;
};

/** Replays every case. Throws a VectorError at a wrong shape or value. */
export function conformNakamoto(top: Place, tally: FileTally): void {
  top.only(['format', 'note', 'cases']);
  for (const place of top.at('cases').list()) {
    place.only(['name', 'note', 'version', 'n', 'params', 'initial', 'epochs']);
    const version = place.at('version').text();
    if (version.startsWith('nakamoto')) replay(place, tally.of(nakamotoRuleset));
    else tally.of(version, notBuilt).skip(place.at('epochs').value);
  }
}

function replay(place: Place, tally: Comparison): void {
  const { parameters, emission } = readParameters(place.at('params'));
  let state = readInitial(place.at('initial'), place.at('n').count(u16Max + 1));
  for (const epoch of place.at('epochs').list()) {
    epoch.only(['change', 'steps', 'output']);
    state = changed(state, epoch.at('change'));
    try {
      const { steps, output } = nakamotoStepChain(state, parameters, emission);
      if (epoch.has('steps')) compareSteps(epoch.at('steps'), { ...steps }, encodings, tally);
      compareOutputs(epoch.at('output'), { ...output, difficulty }, encodings, tally);
      state = carried(state, output);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      tally.differ(epoch.path, 'a step', error.message);
      return;
    }
  }
}

function readParameters(place: Place): { parameters: ChainNakamotoParameters; emission: bigint } {
  place.only(['rho', 'kappa', 'selfOwnership', 'activityCutoff', 'bondsMovingAverage', 'emissionPerStep']);
  return {
    parameters: {
      rho: place.at('rho').count(),
      kappa: Number(place.at('kappa').integer(1n, BigInt(u32Max))),
      selfOwnership: Number(place.at('selfOwnership').integer(1n, BigInt(u32Max))),
      activityCutoff: place.at('activityCutoff').count(),
      bondsMovingAverage: place.at('bondsMovingAverage').count(1_000_000),
    },
    emission: place.at('emissionPerStep').u64(),
  };
}

function readInitial(place: Place, n: number): NakamotoState {
  place.only(['stake', 'lastUpdate', 'priority', 'weights', 'bonds']);
  const integers = (key: string) => BigUint64Array.from(place.at(key).list(n), (item) => item.u64());
  return {
    block: 0,
    stake: integers('stake'),
    lastUpdate: Float64Array.from(place.at('lastUpdate').list(n), (item) => item.count()),
    priority: integers('priority'),
    weights: place
      .at('weights')
      .list(n)
      .map((row) => readRow(row, n, u32Max)),
    bonds: place
      .at('bonds')
      .list(n)
      .map((row) => readBonds(row, n)),
    replaced: new Set(),
  };
}

function readBonds(place: Place, n: number): BondRow {
  const entries = place.list().map((entry) => entry.list(2));
  return {
    targets: Uint16Array.from(entries, ([uid]) => uid.count(n - 1)),
    values: BigUint64Array.from(entries, ([, value]) => value.u64()),
  };
}

const noBonds: BondRow = { targets: new Uint16Array(0), values: new BigUint64Array(0) };

/** New weights empty the setter's priority; a replaced slot starts with nothing but its self weight. */
function changed(state: NakamotoState, place: Place): NakamotoState {
  place.only(['block', 'weights', 'pruned', 'note']);
  const n = state.stake.length;
  const block = place.at('block').count();
  const next = {
    block,
    stake: state.stake.slice(),
    lastUpdate: Float64Array.from(state.lastUpdate),
    priority: state.priority.slice(),
    weights: [...state.weights],
    bonds: [...state.bonds],
    replaced: new Set<number>(),
  };
  const set = (uid: number, weights: Row) => {
    next.weights[uid] = weights;
    next.lastUpdate[uid] = block;
    next.priority[uid] = 0n;
  };
  for (const pair of place.at('weights').list()) {
    const [uid, row] = pair.list(2);
    set(uid.count(n - 1), readRow(row, n, u32Max));
  }
  for (const item of place.at('pruned').list()) {
    const uid = item.count(n - 1);
    set(uid, rowOf([[uid, u32Max]]));
    next.stake[uid] = 0n;
    next.bonds[uid] = noBonds;
    next.replaced.add(uid);
  }
  return next;
}

const carried = (state: NakamotoState, output: NakamotoOutput): NakamotoState => ({
  ...state,
  stake: output.stake,
  priority: output.priority,
  bonds: output.bonds,
});
