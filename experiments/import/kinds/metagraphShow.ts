import { UidRows } from '../byUid.ts';
import { amount, blockNumber, fraction, keyText, present } from '../columns.ts';
import { Fields, type Place, splitLeft } from '../fields.ts';
import type { Part } from '../part.ts';
import { scaledStakes } from '../stakeScale.ts';
import { nameOf, tempoOf } from './tempo.ts';

const noUse = [
  'mechanism_count',
  'emission',
  'rate',
  'owner_identity',
  'identity',
  'claim_type',
  'tao_pool',
  'alpha_pool',
];

/** Kind A: `btcli subnets show --netuid N --json-output`. Rows are sorted by stake; TAO stake is written times 0.18. */
export function readMetagraphShow(place: Place): Part[] {
  const fields = new Fields(place);
  const list = fields.take('uids');
  const rows = new UidRows(list.list()).mustExist(list);
  const { notes, ...stakes } = scaledStakes(
    present({
      stake: rows.column('stake', amount),
      alphaStake: rows.column('alpha_stake', amount),
      taoStake: rows.column('tao_stake', amount),
    }),
    'weighed',
    list,
  );
  const columns = present({
    ...stakes,
    dividends: rows.column('dividends', fraction),
    incentive: rows.column('incentive', fraction),
    emission: rows.column(['emissions', 'emission'], amount),
    hotkey: rows.column('hotkey', keyText),
    coldkey: rows.column('coldkey', keyText),
  });
  const { settings, blocksSince } = tempoOf(
    fields,
    ['tempo'],
    ['block_since_last_step', 'blocks_since_last_step'],
  );
  const part = {
    netuid: fields.maybe('netuid', (at) => at.whole(65_535)) ?? null,
    block: fields.maybe('block', (at) => blockNumber(at).value) ?? null,
    head: present({
      name: fields.maybe('name', nameOf),
      mechanism: fields.maybe('mechanism_id', (at) => at.whole(15)),
      ownerHotkey: fields.maybe('owner', (at) => at.text()),
    }),
    market: present({
      alphaPrice: fields.maybe('rate', (at) => at.number()),
      burn: fields.maybe('registration_cost', (at) => amount(at).value),
      taoIn: fields.maybe('tao_pool', (at) => amount(at).value),
      alphaIn: fields.maybe('alpha_pool', (at) => amount(at).value),
    }),
  };
  const own = splitLeft(fields.left(), noUse);
  const ofRows = rows.left(noUse);
  return [
    {
      ...{ kind: 'A', file: place.file, size: rows.size, columns, settings, ...part },
      unused: [...own.unused, ...ofRows.unused.map((name) => `uids[].${name}`)],
      unknown: [...own.unknown, ...ofRows.unknown.map((name) => `uids[].${name}`)],
      notes: [...rows.notes(), ...notes, ...blocksSince],
    },
  ];
}
