import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ImportOptions, importNetwork, subnetsOf } from '../../../experiments/import/importNetwork.ts';
import {
  amountOf,
  consensus,
  dividends,
  emission,
  incentive,
  jsonOf,
  made,
  madeOutput,
  sdkHyperparameters,
  shareOf,
  totalRao,
  validatorTrust,
} from './madeSubnet.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kinds-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fileOf = (content: unknown): string => {
  const path = join(folder, typeof content === 'string' ? 'dump.csv' : 'dump.json');
  writeFileSync(path, typeof content === 'string' ? content : jsonOf(content));
  return path;
};
const imported = (content: unknown, options: ImportOptions = {}) =>
  importNetwork([fileOf(content)], options).network;

const numbers = (values: readonly bigint[]) => values.map(Number);
const flags = (values: readonly boolean[]) => values.map(Number);
const reversed = (object: object): object => Object.fromEntries(Object.entries(object).reverse());
const without = (object: object, ...names: readonly string[]): object =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
const sorted = (rows: readonly (readonly (readonly [number, number])[])[] | undefined) =>
  rows?.map((row) => [...row].sort(([one], [other]) => one - other));

describe('kind B, btcli subnets list', () => {
  const subnet = (netuid: number) => ({
    ...{
      netuid,
      subnet_name: `Subnet ${netuid}`,
      price: 0.01 * netuid,
      market_cap: 5,
      emission: 0.1,
      tao_flow_ema: 0.2,
    },
    ...{ liquidity: { tao_in: 100.5, alpha_in: 2000.25 }, alpha_out: 300.125, supply: 2300 },
    ...{ tempo: { blocks_since_last_step: 12, sn_tempo: 99 }, mechanisms: 2 },
  });
  const list = {
    total_tao_emitted: 1,
    emission_percentage: 2,
    total_tao_flow_ema: 3,
    subnets: { 3: subnet(3), 5: subnet(5) },
  };

  it.each([
    ['as written', list],
    ['in another order', { subnets: { 5: reversed(subnet(5)), 3: reversed(subnet(3)) } }],
  ])('%s: price, pool and tempo of the subnet that is chosen', (_, dump) => {
    const network = imported(dump, { netuid: 5 });
    expect(network.sources?.[0].kind).toBe('B');
    expect([network.netuid, network.name, network.stake]).toEqual([5, 'Subnet 5', undefined]);
    expect(network.market).toEqual({
      ...{ alphaPrice: 0.05, taoIn: 100_500_000_000, alphaIn: 2_000_250_000_000, alphaOut: 300_125_000_000 },
    });
    // Two mechanisms leave room for 128 uids, and the number of uids is not in the file.
    expect(network.hyperparameters).toEqual({ tempo: 99 });
    expect(network.notTaken?.map(({ name, value }) => [name, value])).toEqual([['mechanismCount', 2]]);
    expect(network.unknown).toEqual([]);
    expect(network.unused).toEqual(
      expect.arrayContaining(['market_cap', 'emission', 'tao_flow_ema', 'supply']),
    );
  });

  it('without a choice is refused with what there is, and can be listed', () => {
    expect(() => imported(list)).toThrow(/must be chosen of the 2 in it.*it has 3, 5/);
    expect(subnetsOf([fileOf(list)])?.map(({ netuid, market }) => [netuid, market.alphaPrice])).toEqual([[3, 0.03], [5, 0.05]]); // biome-ignore format: pairs
    expect(() => imported(list, { netuid: 9 })).toThrow(/--netuid must be a subnet of the files; received 9/);
  });
});

describe('kind F, a saved metagraph that was made JSON', () => {
  const f32 = (values: readonly number[]) => [...Float32Array.from(values)];
  const rows = made.weights.map((row) => {
    const sum = row.reduce((total, [, value]) => total + value, 0);
    return f32(
      made.hotkeys.map((_, target) => (row.find(([uid]) => uid === target)?.[1] ?? 0) / Math.max(1, sum)),
    );
  });
  const saved = {
    ...{ version: [700], n: [6], block: [made.block], netuid: 7, uids: [0, 1, 2, 3, 4, 5] },
    stake: f32(totalRao.map(amountOf)),
    ...{ consensus: f32(consensus.map(shareOf)), validator_trust: f32(validatorTrust.map(shareOf)) },
    ...{ incentive: f32(incentive.map(shareOf)), dividends: f32(dividends.map(shareOf)) },
    ...{ emission: f32(emission.map(amountOf)), active: [1, 1, 1, 0, 0, 0], last_update: made.lastUpdate },
    ...{ validator_permit: [true, true, true, false, false, false], weights: rows, bonds: rows },
  };

  it.each([
    ['as written', saved],
    ['in another order', reversed(saved)],
  ])('%s: float32 is rounded to the chain’s integers, and called so', (_, dump) => {
    const network = imported(dump);
    expect(network.sources?.[0].kind).toBe('F');
    expect([network.netuid, network.block]).toEqual([7, made.block]);
    expect(network.recorded).toMatchObject({
      incentive,
      dividends,
      consensus,
      validatorTrust,
      active: [1, 1, 1, 0, 0, 0],
    });
    expect(sorted(network.weights)).toEqual(made.weights);
    expect(network.marks).toMatchObject({
      stake: 'rounded',
      weights: 'scaled',
      'recorded.incentive': 'rounded',
      lastUpdate: 'exact',
    });
    for (const [uid, rao] of (network.stake ?? []).entries())
      expect(Math.abs(Number(rao) - Number(totalRao[uid]))).toBeLessThanOrEqual(
        Number(totalRao[uid]) * 2 ** -24,
      );
    expect(network.notes?.join()).toMatch(/bonds of a saved metagraph .* are not read/);
    expect(network.unknown).toEqual([]);
  });

  it('without weights has none, and a pickle is refused with the two lines that make JSON of it', () => {
    expect(imported(without(saved, 'weights', 'bonds')).weights).toBeUndefined();
    const pickle = join(folder, 'block-5.pt');
    writeFileSync(pickle, Buffer.from([0x80, 4, 0x95]));
    expect(() => importNetwork([pickle])).toThrow(
      /received a pickle.*\n {2}import torch, json; .*\n {2}json\.dump\(/s,
    );
  });
});

describe('kind G, queries of SDK 11', () => {
  const share = (row: readonly (readonly [number, number])[]) => {
    const sum = row.reduce((total, [, value]) => total + value, 0);
    return Object.fromEntries(row.map(([target, value]) => [target, value / sum]));
  };
  const weights = { 0: share(made.weights[0]), 1: share(made.weights[1]), 2: share(made.weights[2]) };
  const neurons = made.hotkeys.map((hotkey, uid) => ({
    ...{
      uid,
      hotkey,
      coldkey: made.coldkeys[uid],
      stake: amountOf(totalRao[uid]),
      active: madeOutput.active[uid],
    },
    ...{ validator_permit: madeOutput.validatorPermit[uid], last_update: made.lastUpdate[uid] },
    ...{
      incentive: shareOf(incentive[uid]),
      dividends: shareOf(dividends[uid]),
      consensus: shareOf(consensus[uid]),
    },
    ...{ validator_trust: shareOf(validatorTrust[uid]), emission: amountOf(emission[uid]), axon_info: {} },
  }));

  it.each([
    ['bare', weights],
    ['named', { weights, netuid: 7 }],
    ['in another order', { weights: reversed(weights), netuid: 7 }],
  ])('weights %s: whole numbers come back where the largest of a row is 65,535', (_, dump) => {
    const network = imported(dump);
    expect(network.sources?.[0].kind).toBe('G');
    expect(sorted(network.weights)).toEqual(made.weights);
    expect(network.marks?.weights).toBe('recovered');
  });

  it('bonds are u16 again', () => {
    const bonds = { 0: { 3: shareOf(4368), 4: shareOf(2184) }, 1: { 3: shareOf(4206) } };
    const path = join(folder, 'bonds.json');
    writeFileSync(path, jsonOf({ bonds, netuid: 7 }));
    const { network } = importNetwork([fileOf(neurons), path]);
    expect([network.bonds?.slice(0, 2), network.marks?.bonds]).toEqual([[[[3, 4368], [4, 2184]], [[3, 4206]]], 'recovered']); // biome-ignore format: rows
  });

  it.each([
    ['a list', neurons],
    ['an envelope, in another order', { netuid: 7, block: 9, neurons: [...neurons].reverse() }],
  ])('neurons as %s', (_, dump) => {
    const network = imported(dump);
    expect(network.stake).toEqual(numbers(totalRao));
    expect(network.recorded).toMatchObject({
      incentive,
      dividends,
      consensus,
      validatorTrust,
      emission: numbers(emission),
    });
    expect([network.lastUpdate, network.owner]).toEqual([made.lastUpdate, made.owner]);
    expect([network.unused, network.unknown]).toEqual([['axon_info'], []]);
  });
});

describe('kind I, the history of taostats', () => {
  const row = (uid: number, block: number) => ({
    ...{
      hotkey: { ss58: made.hotkeys[uid], hex: '0x00' },
      coldkey: { ss58: made.coldkeys[uid] },
      netuid: 7,
      uid,
    },
    ...{ block_number: block, timestamp: '2026-10-17T00:00:00Z', stake: String(totalRao[uid]), trust: '0.0' },
    ...{ validator_trust: String(shareOf(validatorTrust[uid])), consensus: String(shareOf(consensus[uid])) },
    ...{ incentive: String(shareOf(incentive[uid])), dividends: String(shareOf(dividends[uid])) },
    ...{
      emission: String(emission[uid]),
      active: madeOutput.active[uid],
      validator_permit: madeOutput.validatorPermit[uid],
    },
    ...{
      updated: 5,
      daily_reward: '1',
      registered_at_block: made.registrationBlock[uid],
      is_immunity_period: false,
      rank: uid + 1,
      is_child_key: false,
    },
  });
  const at = (block: number) => made.hotkeys.map((_, uid) => row(uid, block));
  const dump = (rows: readonly object[]) => ({ pagination: { total_items: rows.length }, data: rows });

  it.each([
    ['one block', dump(at(made.block))],
    [
      'two blocks, the newest first, fields in another order',
      dump([...at(made.block), ...at(9_000_000)].map(reversed)),
    ],
  ])('%s', (_, dump) => {
    const network = imported(dump);
    expect(network.sources?.[0]).toMatchObject({ kind: 'I', block: made.block });
    expect(network.stake).toEqual(numbers(totalRao));
    expect(network.recorded).toMatchObject({
      incentive,
      dividends,
      consensus,
      validatorTrust,
      emission: numbers(emission),
      active: flags(madeOutput.active),
    });
    expect([network.registrationBlock, network.owner]).toEqual([made.registrationBlock, made.owner]);
    expect(network.marks).toMatchObject({
      stake: 'exact',
      'recorded.incentive': 'recovered',
      weights: 'missing',
    });
    expect(network.unknown).toEqual([]);
  });

  it('a history that runs both ways is refused at the row that turns', () => {
    expect(() => imported(dump([...at(5), ...at(9), ...at(7)]))).toThrow(
      /data\[12\] must go on in the direction of the history; received 7 after 9/,
    );
  });
});

describe('kind J, metagraph.sh', () => {
  const row = (uid: number) => ({
    ...{
      netuid: 7,
      uid,
      snapshot_date: '2026-10-17',
      hotkey: made.hotkeys[uid],
      coldkey: made.coldkeys[uid],
    },
    ...{
      active: madeOutput.active[uid],
      validator_permit: madeOutput.validatorPermit[uid],
      rank: 0,
      trust: 0,
    },
    ...{
      validator_trust: shareOf(validatorTrust[uid]),
      consensus: shareOf(consensus[uid]),
      incentive: shareOf(incentive[uid]),
    },
    ...{
      dividends: shareOf(dividends[uid]),
      emission_tao: amountOf(emission[uid]),
      stake_tao: amountOf(totalRao[uid]),
    },
    ...{
      registered_at_block: made.registrationBlock[uid],
      is_immunity_period: false,
      block_number: made.block,
      take: 0.18,
    },
  });
  const rows = made.hotkeys.map((_, uid) => row(uid));
  const csv = [Object.keys(row(0)).join(','), ...rows.map((one) => Object.values(one).join(','))].join('\n');

  it.each([
    ['JSON', rows],
    ['rows and fields in another order', [...rows].reverse().map(reversed)],
    ['CSV', csv],
  ])('neuron_daily as %s', (_, dump) => {
    const network = imported(dump);
    expect(network.sources?.[0]).toMatchObject({ kind: 'J', block: made.block });
    expect(network.stake).toEqual(numbers(totalRao));
    expect(network.recorded).toMatchObject({
      incentive,
      dividends,
      consensus,
      validatorTrust,
      emission: numbers(emission),
      active: flags(madeOutput.active),
    });
    expect([network.registrationBlock, network.owner, network.unknown]).toEqual([
      made.registrationBlock,
      made.owner,
      [],
    ]);
  });

  it('hyperparameter history: the newest, with ratios and TAO in the chain’s numbers', () => {
    const newest = {
      ...{
        netuid: 7,
        observed_at: '2026-10-02',
        kappa_ratio: shareOf(32_767),
        min_burn_tao: 0.0005,
        max_burn_tao: 100,
      },
      ...{
        bonds_moving_avg_raw: 900_000,
        burn_half_life: 361,
        burn_increase_mult: 1.3,
        activity_cutoff_factor: 13_890,
        owner_cut_enabled: true,
      },
    };
    const network = imported([{ ...newest, observed_at: '2026-10-01', burn_half_life: 5 }, newest]);
    expect(network.hyperparameters).toEqual({
      ...{ kappa: 32_767, minBurn: 500_000, maxBurn: 100_000_000_000, bondsMovingAverage: 900_000 },
      ...{ burnHalfLife: 361, burnIncreaseMult: 1.3, activityCutoffFactorMilli: 13_890 },
    });
    expect(network.notTaken?.map(({ name }) => name)).toEqual(['owner_cut_enabled']);
    expect(network.notes?.join()).toMatch(/1 further snapshots .* 2026-10-02, is read/);
    expect(imported([{ netuid: 7, ...sdkHyperparameters() }]).hyperparameters?.immunityPeriod).toBe(5001);
  });

  it('subnet_burn_history: the newest price of entry', () => {
    expect(imported('netuid,observed_at,burn_tao\n7,2026-10-01,0.5\n7,2026-10-02,0.25\n').market).toEqual({
      burn: 250_000_000,
    });
  });
});

it('the storage of all subnets in hexadecimal gives price, burned share and switch of each', () => {
  const dump = {
    ...{ storage_prefix: '0x658f', block_number: 8_740_402 },
    maps: {
      moving_price: { 4: '0x01b1af0e000000000000000000000000', 5: '0xe9a99903000000000000000000000000' },
      miner_burned: { 4: '0x00000000000000000000000000000000', 5: '0x942d61d6000000000000000000000000' },
      emission_enabled: { 5: '0x00' },
    },
  };
  // Bytes 942d61d6 are 0xd6612d94 = 3,596,692,884 of 2^32.
  expect(imported(dump, { netuid: 5 }).market).toEqual({
    movingPrice: 0x0399a9e9 / 2 ** 32,
    minerBurned: 3_596_692_884 / 2 ** 32,
    emissionEnabled: false,
  });
  expect(imported(dump, { netuid: 4 }).market).toEqual({
    movingPrice: 0x0eafb101 / 2 ** 32,
    minerBurned: 0,
    emissionEnabled: true,
  });
});
