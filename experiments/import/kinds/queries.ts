import { u16Max } from '../../../sim/units.ts';
import { isList, isObject, type Json } from '../../input/plainJson.ts';
import { UidRows } from '../byUid.ts';
import { amount, blockNumber, flag, fraction, keyText, present } from '../columns.ts';
import { Fields, type Place, splitLeft } from '../fields.ts';
import { ofFraction, worst } from '../mark.ts';
import type { Part, Rows } from '../part.ts';
import { storedRows } from '../storedRows.ts';
import { nested } from './plainWeights.ts';

/** Whether a value is `{ uid: { uid: number } }`. */
export const isNested = (value: Json | undefined): boolean =>
  isObject(value) &&
  Object.keys(value).length > 0 &&
  Object.entries(value).every(
    ([key, row]) =>
      /^\d{1,5}$/.test(key) && isObject(row) && Object.keys(row).every((target) => /^\d{1,5}$/.test(target)),
  );

/** Kind G, weights or bonds of `btcli query` of SDK 11: rows of weights over their own sum, bonds over 65,535. */
export function readQueriedRows(place: Place): Part[] {
  const fields = isNested(place.value) ? null : new Fields(place);
  const weights = fields === null ? place : fields.has('weights') ? fields.take('weights') : undefined;
  const bonds = fields?.has('bonds') ? fields.take('bonds') : undefined;
  const maps = [weights, bonds].flatMap((at) => (at === undefined ? [] : [nested(at)]));
  const size = maps.reduce(
    (most, rows) =>
      [...rows].reduce(
        (max, [uid, entries]) =>
          entries.reduce((top, { target }) => Math.max(top, target + 1), Math.max(max, uid + 1)),
        most,
      ),
    0,
  );
  return [
    {
      ...{ kind: 'G', file: place.file, size, columns: {}, head: {}, market: {}, settings: [] },
      netuid: fields?.maybe('netuid', (at) => at.whole(65_535)) ?? null,
      block: fields?.maybe('block', (at) => at.whole()) ?? null,
      ...(weights !== undefined && { weights: storedRows(nested(weights), size, weights) }),
      ...(bonds !== undefined && { bonds: bondsOf(bonds, size) }),
      ...splitLeft(fields?.left() ?? [], ['mechanism', 'mechid', 'network']),
      notes: [],
    },
  ];
}

/** Bonds are u16 again times 65,535. */
function bondsOf(place: Place, size: number): Rows {
  const rows = new Map(
    [...nested(place)].map(
      ([uid, entries]) =>
        [
          uid,
          entries.map((entry) => ({
            target: entry.target,
            ...ofFraction(fraction(entry.place).value / u16Max, u16Max),
          })),
        ] as const,
    ),
  );
  return {
    rows: Array.from(
      { length: size },
      (_, uid) => rows.get(uid)?.map(({ target, value }) => [target, value] as const) ?? null,
    ),
    mark: worst([...rows.values()].flatMap((entries) => entries.map(({ mark }) => mark))),
  };
}

const noUse = [
  'axon_info',
  'prometheus_info',
  'axon',
  'identity',
  'is_null',
  'netuid',
  'name',
  'rank',
  'trust',
  'pruning_score',
  'weights',
  'bonds',
  'stake_dict',
];

/** Kind G, neurons of `btcli query neurons`: an object for each uid. */
export function readNeurons(place: Place): Part[] {
  const outer = isList(place.value) ? null : new Fields(place);
  const list = outer === null ? place : (outer.takeAny('neurons', 'data') ?? place);
  const rows = new UidRows(list.list()).mustExist(list);
  const columns = present({
    stake: rows.column(['total_stake', 'stake'], amount),
    alphaStake: rows.column('alpha_stake', amount),
    hotkey: rows.column('hotkey', keyText),
    coldkey: rows.column('coldkey', keyText),
    active: rows.column('active', flag),
    validatorPermit: rows.column('validator_permit', flag),
    lastUpdate: rows.column('last_update', blockNumber),
    registrationBlock: rows.column(['block_at_registration', 'registered_at_block'], blockNumber),
    incentive: rows.column('incentive', fraction),
    dividends: rows.column('dividends', fraction),
    consensus: rows.column('consensus', fraction),
    validatorTrust: rows.column('validator_trust', fraction),
    emission: rows.column('emission', amount),
  });
  const left = rows.left(noUse);
  const own = splitLeft(outer?.left() ?? [], ['mechanism', 'network']);
  return [
    {
      ...{ kind: 'G', file: place.file, size: rows.size, columns, head: {}, market: {}, settings: [] },
      netuid: outer?.maybe('netuid', (at) => at.whole(65_535)) ?? null,
      block: outer?.maybe('block', (at) => at.whole()) ?? null,
      unused: [...own.unused.filter((name) => !['netuid', 'block'].includes(name)), ...left.unused],
      unknown: [...own.unknown.filter((name) => !['netuid', 'block'].includes(name)), ...left.unknown],
      notes: rows.notes(),
    },
  ];
}
