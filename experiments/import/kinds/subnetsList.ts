import { isList, isObject } from '../../input/plainJson.ts';
import { amount, present } from '../columns.ts';
import { Fields, type Place, splitLeft } from '../fields.ts';
import type { Market, Part, Setting } from '../part.ts';
import { nameOf, tempoOf } from './tempo.ts';

const noUse = [
  ...['market_cap', 'emission', 'tao_flow_ema', 'supply', 'mechanisms', 'name', 'symbol', 'is_dynamic'],
  ...['demandShare', 'gateFactor', 'taoShare', 'taoPerBlock', 'liquidity'],
];

/** A part about the market of a subnet alone. */
const marketPart = (
  kind: Part['kind'],
  file: string,
  netuid: number,
  more: Partial<Pick<Part, 'block' | 'head' | 'settings' | 'unused' | 'unknown' | 'notes'>> & {
    readonly market: Market;
  },
): Part => ({
  ...{ kind, file, netuid, block: null, size: null, head: {}, columns: {}, settings: [] },
  ...{ unused: [], unknown: [], notes: [], ...more },
});

/** Kind B: `btcli subnets list --json-output`, and lists of subnets with their prices: no uids, a part for each subnet. */
export function readSubnetsList(place: Place): Part[] {
  const subnets = place.at('subnets');
  const rows = isList(subnets.value)
    ? subnets.list()
    : Object.keys(subnets.object()).map((key) => subnets.at(key));
  const keys = isObject(subnets.value) ? Object.keys(subnets.value) : [];
  return rows.map((row, index) => subnetOf(row, keys[index]));
}

function subnetOf(row: Place, key: string | undefined): Part {
  const fields = new Fields(row);
  const told = fields.maybe('netuid', (at) => at.whole(65_535));
  const netuid = told ?? (/^\d{1,5}$/.test(key ?? '') ? Number(key) : fields.take('netuid').whole(65_535));
  const pool = fields.has('liquidity') ? new Fields(fields.take('liquidity')) : null;
  const { settings, blocksSince } = tempoOf(fields, ['sn_tempo', 'tempo'], ['blocks_since_last_step']);
  const market = present({
    alphaPrice: fields.maybe('price', (at) => at.number()),
    movingPrice: fields.maybe('emaPrice', (at) => at.number()),
    taoIn: pool?.maybe('tao_in', (at) => amount(at).value),
    alphaIn: pool?.maybe('alpha_in', (at) => amount(at).value),
    alphaOut: fields.maybe('alpha_out', (at) => amount(at).value),
  });
  const name = fields.maybe('subnet_name', nameOf);
  const count = fields.maybe('mechanisms', (at) => at.whole(16));
  const mechanisms: Setting[] =
    count === undefined
      ? []
      : [{ name: 'mechanismCount', value: count, isNormalised: false, place: row.path }];
  return marketPart('B', row.file, netuid, {
    market,
    head: present({ name }),
    settings: [...settings, ...mechanisms],
    notes: blocksSince,
    ...splitLeft(fields.left(), noUse),
  });
}

/** Names of fixed-point maps, and the bits of their fraction. */
const fractions: Readonly<Record<string, number>> = { moving_price: 32, miner_burned: 32 };

/** Kind H as hexadecimal values of a few items for all subnets: `maps` of item → netuid → value, little endian. */
export function readHexMaps(place: Place): Part[] {
  const maps = new Fields(place.at('maps'));
  const block = place.at('block_number').isThere ? place.at('block_number').whole() : null;
  const names = ['moving_price', 'miner_burned', 'emission_enabled'] as const;
  const [prices, burned, enabled] = names.map((name) => maps.take(name));
  const netuids = new Set<number>();
  for (const map of [prices, burned, enabled])
    if (map.isThere) for (const key of Object.keys(map.object())) netuids.add(Number(key));
  const rest = maps.left();
  return [...netuids]
    .sort((one, other) => one - other)
    .map((netuid) =>
      marketPart('H', place.file, netuid, {
        block,
        market: {
          ...present({
            movingPrice: fixed(prices.at(String(netuid)), fractions.moving_price),
            minerBurned: fixed(burned.at(String(netuid)), fractions.miner_burned),
          }),
          // A switch that was never set is on.
          emissionEnabled: enabled.at(String(netuid)).isThere ? hex(enabled.at(String(netuid))) !== 0n : true,
        },
        unused: rest,
      }),
    );
}

const fixed = (place: Place, fraction: number): number | undefined =>
  place.isThere ? Number(hex(place)) / 2 ** fraction : undefined;

/** A number of little-endian bytes. */
function hex(place: Place): bigint {
  const text = place.text();
  if (!/^0x(?:[0-9a-f]{2}){1,16}$/i.test(text))
    return place.fail('at most 16 bytes in hexadecimal, such as 0x01', 'write the dump again');
  const bytes = text.slice(2).match(/../g) ?? [];
  return BigInt(`0x${[...bytes].reverse().join('')}`);
}
