import type { YumaOutput } from '../../../sim/consensus/chain/yumaEmission.ts';
import type { YumaState } from '../../../sim/consensus/chain/yumaState.ts';
import { type Row, rowOf } from '../../../sim/row.ts';
import { u16Max } from '../../../sim/units.ts';
import type { Place } from './place.ts';

/** A recorded network between epochs; `changed` and `carried` make the next one. */
export type RecordedState = YumaState;

/** What is changed before one epoch. */
export type Change = (state: RecordedState) => RecordedState;

const initialKeys = [
  'n',
  'block',
  'stake',
  'lastUpdate',
  'registrationBlock',
  'permits',
  'weights',
  'bonds',
] as const;

/** Reads the network before the first epoch. Throws a VectorError at a wrong shape or value. */
export function readInitial(place: Place): RecordedState {
  place.only(initialKeys);
  const n = place.at('n').count(u16Max + 1);
  const blocks = (key: string) => Float64Array.from(place.at(key).list(n), (item) => item.count());
  const rows = (key: string) =>
    place
      .at(key)
      .list(n)
      .map((row) => readRow(row, n, u16Max));
  return {
    block: place.at('block').count(),
    stake: BigUint64Array.from(place.at('stake').list(n), (item) => item.u64()),
    lastUpdate: blocks('lastUpdate'),
    registrationBlock: blocks('registrationBlock'),
    validatorPermit: Uint8Array.from(place.at('permits').list(n), (item) => item.count(1)),
    weights: rows('weights'),
    bonds: rows('bonds'),
  };
}

/** Reads `[[uid, value], …]` with uids below `n`, each at most once, as the chain stores no target twice. */
export function readRow(place: Place, n: number, max: number): Row {
  const entries = place.list().map((entry) => {
    const [uid, value] = entry.list(2);
    return [uid.count(n - 1), value.count(max)] as const;
  });
  if (new Set(entries.map(([uid]) => uid)).size < entries.length) place.fail('a row that names a uid once');
  return rowOf(entries);
}

const changeKeys = [
  'block',
  'stake',
  'registrationBlock',
  'lastUpdate',
  'permits',
  'weights',
  'note',
] as const;

/** Reads what happens before one epoch. Throws a VectorError at a wrong shape or value. */
export function readChange(place: Place, n: number): Change {
  place.only(changeKeys);
  const pairs = <T>(key: string, read: (value: Place) => T): (readonly [number, T])[] =>
    place.has(key)
      ? place
          .at(key)
          .list()
          .map((pair) => {
            const [uid, value] = pair.list(2);
            return [uid.count(n - 1), read(value)] as const;
          })
      : [];
  const block = place.has('block') ? place.at('block').count() : null;
  const stake = pairs('stake', (value) => value.u64());
  const lastUpdate = pairs('lastUpdate', (value) => value.count());
  const registrationBlock = pairs('registrationBlock', (value) => value.count());
  const permits = pairs('permits', (value) => value.count(1));
  const weights = pairs('weights', (value) => readRow(value, n, u16Max));
  return (state) => ({
    block: block ?? state.block,
    stake: withPairs(state.stake.slice(), stake),
    lastUpdate: withPairs(Float64Array.from(state.lastUpdate), lastUpdate),
    registrationBlock: withPairs(Float64Array.from(state.registrationBlock), registrationBlock),
    validatorPermit: withPairs(Uint8Array.from(state.validatorPermit), permits),
    weights: withPairs([...state.weights], weights),
    bonds: state.bonds,
    consensus: state.consensus ?? [],
  });
}

function withPairs<T, A extends { [uid: number]: T }>(array: A, pairs: readonly (readonly [number, T])[]): A {
  for (const [uid, value] of pairs) array[uid] = value;
  return array;
}

/** The network after an epoch: bonds and permits move on, the rest waits for the next change. */
export const carried = (state: RecordedState, output: YumaOutput): RecordedState => ({
  ...state,
  bonds: output.bonds,
  consensus: output.consensus,
  validatorPermit: Uint8Array.from(output.validatorPermit, Number),
});
