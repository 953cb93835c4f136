import { describe, expect, it } from 'vitest';
import { conformFile } from '../../../../experiments/evidence/conform/conform.ts';
import { Place, VectorError } from '../../../../experiments/evidence/conform/place.ts';
import { type Json, parsed } from './recordedValues.ts';

const load = (name: string): Json => parsed(`../networks/${name}.json.gz`);
const replay = (file: Json) => conformFile(new Place('odd.json', file));

describe('a recording of networks', () => {
  it.each<[string, string, (each: Json) => void, RegExp]>([
    [
      'root_epoch_v1.1.1',
      'a weight beyond u16',
      (each) => (each.weights[0] = [[1, 65_536]]),
      /odd\.json: \$\.cases\[0\]\.weights\[0\]\[0\]\[1\] must be an integer 0 … 65535; received 65536/,
    ],
    [
      'root_epoch_v1.1.1',
      'another number of rows than of uids',
      (each) => each.weights.push([]),
      /\$\.cases\[0\] cannot be replayed: root\.weights must have one row for each/,
    ],
    [
      'root_epoch_v1.1.1',
      'a step of another name',
      (each) => (each.out.steps.sigmoid = []),
      /steps\.sigmoid must be absent: known keys are weights, stake/,
    ],
    [
      'emission_split_v1.1.1',
      'a plan for a hotkey that does not exist',
      ({ input }) => (input.subnets[0].plan[0][0] = 99),
      /cannot be replayed: an epoch pays hotkey 99/,
    ],
    [
      'emission_split_v1.1.1',
      'a netuid twice',
      ({ input }) => (input.subnets[1].netuid = input.subnets[0].netuid),
      /cannot be replayed: netuid \d+ is there twice/,
    ],
    [
      'emission_split_v1.1.1',
      'fewer blocks than it says',
      ({ out }) => out.blocks.pop(),
      /out\.blocks\.length must be 39; received 38/,
    ],
    [
      'swap_v2.0.11',
      'a mechanism that does not exist',
      (each) => (each.mechanism = 2),
      /mechanism must be an integer 0 … 1; received 2/,
    ],
    [
      'swap_v2.0.11',
      'a negative reserve',
      (each) => (each.tao = '-1'),
      /tao must be an integer 0 … 18446744073709551615; received "-1"/,
    ],
    [
      'coinbase_v2.0.11',
      'a swap in a network that does not exist',
      ({ blocks }) => (blocks[0].swaps = [[999, 'buy', '1', '0']]),
      /swaps\[0\]\[0\] must be the netuid of a subnet of the case; received 999/,
    ],
    [
      'coinbase_v2.0.11',
      'a swap of another kind',
      ({ blocks }) => (blocks[0].swaps[0][1] = 'lend'),
      /swaps\[0\]\[1\] must be "buy" or "sell"; received "lend"/,
    ],
    [
      'coinbase_v2.0.11',
      'a price below 0',
      ({ input }) => (input.subnets[0].movingPriceBits = '-5'),
      /movingPriceBits must be an integer 0 …/,
    ],
    [
      'coinbase_v2.0.11',
      'a value that is not read',
      ({ blocks }) => (blocks[1].fees = 3),
      /blocks\[1\]\.fees must be absent: known keys are block/,
    ],
    [
      'stake_weights_v2.0.11',
      'more uids than hotkeys',
      (each) => (each.n = 500),
      /\.n must be an integer 0 … \d+; received 500/,
    ],
    [
      'stake_weights_v2.0.11',
      'root itself',
      (each) => (each.netuid = 0),
      /netuid must be an integer 1 … 65535; received 0/,
    ],
    [
      'stake_weights_v2.0.11',
      'a parent without stakes',
      ({ children }) => (children[0][0] = 77),
      /cannot be replayed: hotkey 77 is not among/,
    ],
    [
      'share_pool_v2.0.11',
      'a movement of another kind',
      ({ ops }) => (ops[1][0] = 'swap'),
      /ops\[1\]\[0\] must be "add", "remove" or "all"; received "swap"/,
    ],
    [
      'share_pool_v2.0.11',
      'a row that is too short',
      ({ ops }) => ops[1].pop(),
      /ops\[1\]\.length must be 8; received 7/,
    ],
    [
      'share_pool_v3.4.9',
      'a movement of another kind',
      ({ ops }) => (ops[1][0] = 7),
      /ops\[1\]\[0\] must be "add", "remove" or "all"; received 7/,
    ],
    [
      'drain_v2.0.11',
      'dividends of a hotkey that does not exist',
      ({ rounds }) => rounds[0].epoch.push([88, '0', '5']),
      /cannot be replayed: hotkey 88 has dividends or children but is not among/,
    ],
    [
      'drain_v2.0.11',
      'a take beyond u16',
      ({ input }) => (input.hotkeys[0][2] = 70_000),
      /hotkeys\[0\]\[2\] must be an integer 0 … 65535; received 70000/,
    ],
    [
      'drain_v2.0.11',
      'NaN for a value',
      ({ initial }) => (initial.shares[0][3] = 'NaN'),
      /shares\[0\]\[3\] must be a value, not NaN/,
    ],
  ])('%s is refused with %s', (name, _, edit, message) => {
    const file = load(name);
    file.cases.length = 1;
    edit(file.cases[0]);
    expect(() => replay(file)).toThrow(VectorError);
    expect(() => replay(file)).toThrow(message);
  });

  it('of one kind is not taken for another', () => {
    const kinds = [
      'root_epoch_v1.1.1',
      'emission_split_v1.1.1',
      'swap_v2.0.11',
      'coinbase_v2.0.11',
      'stake_weights_v2.0.11',
      'share_pool_v2.0.11',
      'share_pool_v3.4.9',
      'drain_v2.0.11',
    ].map((name) => {
      const file = load(name);
      file.cases.length = 1;
      return replay(file).kind;
    });
    expect(kinds).toEqual([
      'root epoch',
      'emission split',
      'swap',
      'price coinbase',
      'stake weights',
      'share pool',
      'decimal share pool',
      'drain with TAO',
    ]);
  });

  it('without a step that was reached counts it as a difference', () => {
    const file = load('root_epoch_v1.1.1');
    const each = file.cases.find(({ out }: Json) => out.error === null);
    file.cases = [each];
    delete each.out.steps.trust;
    expect(replay(file).rows()[0]).toMatchObject({ differing: 1, skipped: 0 });
  });
});
