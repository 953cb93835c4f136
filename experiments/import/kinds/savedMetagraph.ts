import { isList } from '../../input/plainJson.ts';
import { amount, blockNumber, flag, fraction, listColumn, present } from '../columns.ts';
import { Fields, type Place, splitLeft } from '../fields.ts';
import type { Part, Rows } from '../part.ts';
import { type Entry, storedRows } from '../storedRows.ts';

const noUse = [
  'version',
  'network',
  'uids',
  'ranks',
  'trust',
  'rank',
  'axons',
  'hotkeys',
  'coldkeys',
  'subtensor',
];

/** Kind F: `metagraph.save()` of the SDK, made JSON: float32 everywhere, weights by rows that sum to one. */
export function readSavedMetagraph(place: Place): Part[] {
  const fields = new Fields(place);
  const stakes = fields.takeAny('stake', 'total_stake', 'S');
  const size = stakes === undefined ? one(fields.take('n')).whole(65_535) : stakes.list().length;
  fields.take('n');
  const name = stakes?.path.replace(/^.*\./, '') ?? 'stake';
  const columns = present({
    stake: listColumn(fields, name, size, amount),
    lastUpdate: listColumn(fields, 'last_update', size, blockNumber),
    validatorPermit: listColumn(fields, 'validator_permit', size, flag),
    active: listColumn(fields, 'active', size, flag),
    incentive: listColumn(fields, 'incentive', size, fraction),
    dividends: listColumn(fields, 'dividends', size, fraction),
    consensus: listColumn(fields, 'consensus', size, fraction),
    validatorTrust: listColumn(fields, 'validator_trust', size, fraction),
    emission: listColumn(fields, 'emission', size, amount),
  });
  return [
    {
      ...{ kind: 'F', file: place.file, size, columns, head: {}, market: {}, settings: [] },
      netuid: fields.maybe('netuid', (at) => one(at).whole(65_535)) ?? null,
      block: fields.maybe('block', (at) => one(at).whole()) ?? null,
      ...present({ weights: matrixOf(fields.take('weights'), size) }),
      ...splitLeft(fields.left(), [...noUse, 'bonds']),
      notes: fields.has('bonds')
        ? ['bonds of a saved metagraph are shares of rows, so they are not read']
        : [],
    },
  ];
}

/** A number that may be a list of one, as tensors are. */
const one = (place: Place): Place => (isList(place.value) && place.value.length === 1 ? place.at(0) : place);

function matrixOf(place: Place, size: number): Rows | undefined {
  if (!place.isThere || place.list().length === 0) return undefined;
  const list = place.list();
  if (list.length > size)
    place.fail(
      `a list of ${size} rows, one for each uid`,
      `it has ${list.length}: the dump may be of two blocks`,
    );
  const rows = new Map<number, Entry[]>();
  for (const [uid, row] of list.entries()) {
    const entries = row.list().flatMap((cell, target) => (cell.value === 0 ? [] : [{ target, place: cell }]));
    if (entries.length > 0) rows.set(uid, entries);
  }
  return storedRows(rows, size, place);
}
