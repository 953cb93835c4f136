import { UserError } from '../../base/userError.ts';
import { isList } from '../../input/plainJson.ts';
import { isChainName } from '../chainNames.ts';
import {
  amount,
  blockNumber,
  type Cell,
  flag,
  fraction,
  inRao,
  keyText,
  listColumn,
  present,
  stored16,
} from '../columns.ts';
import { Fields, type Place, splitLeft } from '../fields.ts';
import type { Part, Setting } from '../part.ts';
import { scaledStakes } from '../stakeScale.ts';
import { settingValue } from './hyperparameterList.ts';
import { nameOf, tempoOf } from './tempo.ts';

const shares = ['incentives', 'dividends', 'consensus', 'trust', 'rank', 'pruning_score'] as const;
const noUse = [
  ...[
    'axons',
    'identities',
    'identity',
    'commitments',
    'symbol',
    'owner_coldkey',
    'network_registered_at',
    'num_uids',
  ],
  ...[
    'subnet_emission',
    'alpha_out_emission',
    'alpha_in_emission',
    'tao_in_emission',
    'pending_alpha_emission',
  ],
  ...['pending_root_emission', 'subnet_volume', 'tao_dividends_per_hotkey', 'alpha_dividends_per_hotkey'],
];
/** Names of numbers of the pool that are no hyperparameters here. */
const ofMarket = ['burn', 'tempo'];

/** Kind E: `MetagraphInfo` of the SDK, which divides vectors by 65,535; kind E′: the record of the runtime, in the chain’s integers. */
export function readMetagraphInfo(place: Place): Part[] {
  const fields = new Fields(place);
  const isRaw = isRuntimeRecord(place);
  const size = sizeOf(place);
  const share: Cell<number> = isRaw ? stored16 : fraction;
  const money: Cell<bigint> = isRaw ? inRao : amount;
  const { notes, ...stakes } = scaledStakes(
    present({
      stake: listColumn(fields, 'total_stake', size, money),
      alphaStake: listColumn(fields, 'alpha_stake', size, money),
      taoStake: listColumn(fields, 'tao_stake', size, money),
    }),
    isRaw ? 'plain' : 'weighed',
    place,
  );
  const columns = present({
    ...stakes,
    hotkey: listColumn(fields, 'hotkeys', size, keyText),
    coldkey: listColumn(fields, 'coldkeys', size, keyText),
    active: listColumn(fields, 'active', size, flag),
    validatorPermit: listColumn(fields, 'validator_permit', size, flag),
    lastUpdate: listColumn(fields, 'last_update', size, blockNumber),
    registrationBlock: listColumn(fields, 'block_at_registration', size, blockNumber),
    emission: listColumn(fields, 'emission', size, money),
    incentive: listColumn(fields, 'incentives', size, share),
    dividends: listColumn(fields, 'dividends', size, share),
    consensus: listColumn(fields, 'consensus', size, share),
    trust: listColumn(fields, 'trust', size, share),
    rank: listColumn(fields, 'rank', size, share),
    pruningScores: listColumn(fields, 'pruning_score', size, share),
  });
  const numbers = numbersOf(fields, isRaw, money);
  const { settings: tempo, blocksSince } = tempoOf(fields, ['tempo'], []);
  const settings = [...tempo, ...settingsOf(fields, isRaw)];
  return [
    {
      ...{ kind: isRaw ? 'E′' : 'E', file: place.file, size, columns, settings, ...numbers },
      ...splitLeft(fields.left(), noUse),
      notes: [...notes, ...blocksSince, ...emptyLists(place, size)],
    },
  ];
}

/** What is said of the network as a whole. */
function numbersOf(fields: Fields, isRaw: boolean, money: Cell<bigint>) {
  const rao = (at: Place) => money(at).value;
  const lastStep = fields.maybe('last_step', (at) => at.whole());
  fields.take('blocks_since_last_step');
  return {
    netuid: fields.maybe('netuid', (at) => at.whole(65_535)) ?? null,
    block: fields.maybe('block', (at) => at.whole()) ?? null,
    head: present({
      name: fields.maybe('name', nameOf),
      mechanism: fields.maybe('mechid', (at) => at.whole(15)),
      lastEpoch: lastStep,
      ownerHotkey: fields.maybe('owner_hotkey', (at) => at.text()),
    }),
    market: present({
      burn: fields.maybe('burn', rao),
      taoIn: fields.maybe('tao_in', rao),
      alphaIn: fields.maybe('alpha_in', rao),
      alphaOut: fields.maybe('alpha_out', rao),
      movingPrice: fields.maybe('moving_price', (at) => (isRaw ? fixed32(at) : at.number())),
    }),
  };
}

/** I96F32: its bits over 2^32. */
const fixed32 = (place: Place): number => {
  const bits = place.at('bits').isThere ? place.at('bits') : place;
  return Number(bits.big(2n ** 127n - 1n)) / 2 ** 32;
};

function settingsOf(fields: Fields, isRaw: boolean): Setting[] {
  return fields
    .left()
    .filter((name) => isChainName(name) && !ofMarket.includes(name))
    .flatMap((name) => {
      const at = fields.take(name);
      return at.isThere ? [{ name, value: settingValue(at), isNormalised: !isRaw, place: at.path }] : [];
    });
}

/** The length of its longest list of uids. */
function sizeOf(place: Place): number {
  const named = ['hotkeys', 'total_stake', 'alpha_stake', 'incentives', 'active', 'validator_permit'];
  const lengths = named
    .map((name) => place.at(name).value)
    .flatMap((list) => (isList(list) ? [list.length] : []));
  const size = Math.max(0, ...lengths);
  if (size > 0) return size;
  throw new UserError(
    `${place.file}: ${place.path} must have lists of uids (hotkeys, total_stake, …); received none (ask for the whole metagraph)`,
  );
}

const perUid = [
  'total_stake',
  'validator_permit',
  'last_update',
  'incentives',
  'dividends',
  'consensus',
  'trust',
  'rank',
];

/** Lists that are there and empty, as trust and rank are since dTAO. */
function emptyLists(place: Place, size: number): string[] {
  const empty = perUid.filter((name) => {
    const { value } = place.at(name);
    return size > 0 && isList(value) && value.length === 0;
  });
  return empty.length === 0
    ? []
    : [`${empty.join(', ')} ${empty.length === 1 ? 'is' : 'are'} empty in the file`];
}

/** Whether the numbers are the runtime’s integers: one of them above one says so, one fraction says they are not. */
function isRuntimeRecord(place: Place): boolean {
  const cells = shares.flatMap((name) => {
    const { value } = place.at(name);
    return isList(value) ? value : [];
  });
  const numbers = cells.flatMap((cell) => (typeof cell === 'number' ? [cell] : []));
  if (numbers.some((number) => !Number.isInteger(number))) return false;
  if (numbers.some((number) => number > 1)) return true;
  const average = place.at('bonds_moving_avg').value;
  if (typeof average === 'number' && average > 0) return average >= 1;
  const stakes = ['total_stake', 'alpha_stake', 'emission'].flatMap((name) => {
    const { value } = place.at(name);
    return isList(value) ? value : [];
  });
  // Nothing else tells: a stake of at least a RAO in whole numbers everywhere is in RAO if the largest is above 2^36 RAO, 69 alpha.
  return (
    stakes.length > 0 &&
    stakes.every((cell) => Number.isInteger(Number(cell))) &&
    stakes.some((cell) => Number(cell) > 2 ** 36)
  );
}
