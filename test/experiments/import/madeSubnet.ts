import { chainOutput } from '../../../experiments/evidence/chainOutput.ts';
import { resolve } from '../../../sim/hyperparameters/registry.ts';
import { createNetwork } from '../../../sim/network.ts';
import { rowOf } from '../../../sim/row.ts';

/** A subnet of six uids made up for these tests: three validators, three miners; the epoch of block 9,300,000. */
export const made = {
  netuid: 7,
  name: 'Maple',
  block: 9_300_060,
  lastStep: 9_300_000,
  tempo: 360,
  size: 6,
  alphaRao: [5_000_123_456_789n, 3_000_000_000_001n, 2_000_999_999_999n, 11n, 0n, 7_000_000_000n],
  taoRao: [1_000_000_000_000n, 500_000_000_050n, 0n, 0n, 100n, 0n],
  lastUpdate: [9_299_900, 9_299_950, 9_299_700, 9_000_000, 9_000_001, 9_000_002],
  registrationBlock: [8_000_000, 8_100_000, 8_200_000, 9_000_000, 9_000_001, 9_000_002],
  validatorPermit: [1, 1, 1, 0, 0, 0],
  weights: [
    [[3, 65_535], [4, 32_768], [5, 1_000]],
    [[3, 65_535], [4, 30_001]],
    [[4, 20_003], [5, 65_535]],
    [], [], [],
  ] as [number, number][][], // biome-ignore format: a matrix
  hotkeys: ['5Fa', '5Fb', '5Fc', '5Fd', '5Fe', '5Ff'],
  coldkeys: ['5Ca', '5Cb', '5Ca', '5Cd', '5Cd', '5Cf'],
  owner: [0, 1, 0, 2, 2, 3],
  ownerUid: 1,
} as const;

/** RAO: alpha and 0.18 of the TAO, floored. */
export const totalRao = made.alphaRao.map((alpha, uid) => alpha + (made.taoRao[uid] * 18n) / 100n);

export const madeSettings = {
  tempo: 360,
  maxAllowedValidators: 64,
  maxAllowedUids: 6,
  kappa: 32_767,
  bondsMovingAverage: 900_000,
  yuma3On: false,
} as const;

/** RAO of the epoch. */
export const madeEmission = 295_200_000_000;

/** What autumn-2026 says of it, beginning without bonds: the results of the chain in these tests. */
export const madeOutput = outputOf();

function outputOf() {
  const network = createNetwork(made.size);
  network.size = made.size;
  for (let uid = 0; uid < made.size; uid++) {
    network.stakes.rao[uid] = totalRao[uid];
    network.hotkey[uid] = uid;
    network.coldkey[uid] = made.owner[uid];
    network.lastUpdate[uid] = made.lastUpdate[uid];
    network.registrationBlock[uid] = made.registrationBlock[uid];
    network.validatorPermit[uid] = made.validatorPermit[uid];
    network.weights[uid] = rowOf(made.weights[uid]);
  }
  return chainOutput({
    network,
    block: made.lastStep,
    emission: madeEmission,
    hyperparameters: resolve('autumn-2026', madeSettings),
    place: { ownerUid: made.ownerUid, lastEpoch: 9_299_640 },
  });
}

export const incentive = [...madeOutput.incentive];
export const dividends = [...madeOutput.dividends];
export const consensus = [...madeOutput.consensus];
export const validatorTrust = [...madeOutput.validatorTrust];
export const emission = [...madeOutput.emission];

/** As Python divides by 65,535. */
export const shareOf = (value: number): number => value / 65_535;
/** As the SDK writes an amount of RAO. */
export const amountOf = (rao: bigint): number => Number(rao) / 1e9;

/** Kind A, `btcli subnets show`: rows by stake, TAO already times 0.18. */
export function metagraphShow() {
  const rows = made.hotkeys.map((hotkey, uid) => ({
    uid,
    stake: amountOf(totalRao[uid]),
    alpha_stake: amountOf(made.alphaRao[uid]),
    tao_stake: amountOf(totalRao[uid] - made.alphaRao[uid]),
    dividends: shareOf(dividends[uid]),
    incentive: shareOf(incentive[uid]),
    emissions: amountOf(emission[uid]),
    hotkey,
    coldkey: made.coldkeys[uid],
    identity: uid === 0 ? 'Acer' : '',
    claim_type: 'Swap',
  }));
  return {
    netuid: made.netuid,
    mechanism_id: 0,
    mechanism_count: 1,
    name: made.name,
    owner: made.hotkeys[made.ownerUid],
    owner_identity: '',
    rate: 0.0125,
    emission: 0.5,
    tao_pool: 1000.5,
    alpha_pool: 80_040.25,
    tempo: { block_since_last_step: 60, tempo: 360 },
    registration_cost: 0.0005,
    uids: rows.sort((one, other) => other.stake - one.stake),
  };
}

/** Kind C, `btcli subnets hyperparameters --json-output`. */
export const hyperparameterList = () =>
  Object.entries(sdkHyperparameters()).map(([hyperparameter, value]) => ({
    hyperparameter,
    value,
    normalized_value: typeof value === 'number' ? value / 65_535 : value,
    owner_settable: true,
    description: `about ${hyperparameter}`,
  }));

/** Kind D, the SDK's `SubnetHyperparameters`; numbers of the test's own where the chain has a range. */
export const sdkHyperparameters = () => ({
  rho: 11,
  kappa: 32_767,
  immunity_period: 5001,
  min_allowed_weights: 8,
  max_weight_limit: 65_535,
  tempo: 360,
  min_difficulty: 18_446_744_073_709_551_615n,
  max_difficulty: 18_446_744_073_709_551_615n,
  weights_version: 1042,
  weights_rate_limit: 99,
  adjustment_interval: 360,
  activity_cutoff: 5000,
  registration_allowed: true,
  target_regs_per_interval: 1,
  min_burn: 500_001,
  max_burn: 100_000_000_001,
  bonds_moving_avg: 900_000,
  max_regs_per_block: 1,
  serving_rate_limit: 51,
  max_validators: 64,
  adjustment_alpha: 14_757_395_258_967_642_112n,
  difficulty: 18_446_744_073_709_551_615n,
  commit_reveal_period: 2,
  commit_reveal_weights_enabled: true,
  alpha_high: 58_983,
  alpha_low: 45_874,
  liquid_alpha_enabled: false,
  alpha_sigmoid_steepness: 1001,
  yuma_version: 2,
  subnet_is_active: true,
  transfers_enabled: true,
  bonds_reset_enabled: false,
  user_liquidity_enabled: false,
});

/** Kind E, the SDK's `MetagraphInfo`: everything divided. */
export function metagraphInfo() {
  const raw = metagraphRecord();
  return {
    ...raw,
    ...{
      name: made.name,
      moving_price: 0.0125,
      burn: 0.0005,
      tao_in: 1000.5,
      alpha_in: 80_040.25,
      alpha_out: 900_000.5,
    },
    pruning_score: [],
    dividends: dividends.map(shareOf),
    incentives: incentive.map(shareOf),
    consensus: consensus.map(shareOf),
    emission: emission.map(amountOf),
    alpha_stake: made.alphaRao.map(amountOf),
    tao_stake: totalRao.map((total, uid) => amountOf(total - made.alphaRao[uid])),
    total_stake: totalRao.map(amountOf),
    min_allowed_weights: shareOf(8),
    max_weights_limit: 1,
    bonds_moving_avg: 900_000 / 2 ** 64,
    adjustment_alpha: 0.8,
    difficulty: 1,
    min_difficulty: 1,
    max_difficulty: 1,
    min_burn: 0.000500001,
    max_burn: 100.000000001,
    alpha_high: shareOf(58_983),
    alpha_low: shareOf(45_874),
  };
}

/** Kind E′, the runtime's record. */
export const metagraphRecord = () => ({
  netuid: made.netuid,
  mechid: 0,
  name: [...Buffer.from(made.name)] as unknown,
  symbol: 'm',
  network_registered_at: 7_000_000,
  owner_hotkey: made.hotkeys[made.ownerUid],
  owner_coldkey: made.coldkeys[made.ownerUid],
  block: made.block,
  tempo: 360,
  last_step: made.lastStep,
  blocks_since_last_step: 60,
  subnet_emission: 0,
  alpha_in: 80_040_250_000_000 as number,
  alpha_out: 900_000_500_000_000 as number,
  tao_in: 1_000_500_000_000 as number,
  alpha_out_emission: 1_000_000_000,
  alpha_in_emission: 1_000_000_000,
  tao_in_emission: 3_000_000,
  pending_alpha_emission: 49_200_000_000,
  pending_root_emission: 0,
  subnet_volume: 12_345_678_900,
  moving_price: { bits: 53_687_091 } as unknown,
  rho: 11,
  kappa: 32_767,
  min_allowed_weights: 8,
  max_weights_limit: 65_535,
  weights_version: 1042,
  weights_rate_limit: 99,
  activity_cutoff: 5000,
  max_validators: 64,
  num_uids: made.size,
  max_uids: made.size,
  burn: 500_000,
  difficulty: 18_446_744_073_709_551_615n as unknown,
  registration_allowed: true,
  pow_registration_allowed: false,
  immunity_period: 5001,
  min_difficulty: 18_446_744_073_709_551_615n as unknown,
  max_difficulty: 18_446_744_073_709_551_615n as unknown,
  min_burn: 500_001,
  max_burn: 100_000_000_001,
  adjustment_alpha: 14_757_395_258_967_642_112n as unknown,
  adjustment_interval: 360,
  target_regs_per_interval: 1,
  max_regs_per_block: 1,
  serving_rate_limit: 51,
  commit_reveal_weights_enabled: true,
  commit_reveal_period: 2,
  liquid_alpha_enabled: false,
  alpha_high: 58_983,
  alpha_low: 45_874,
  bonds_moving_avg: 900_000,
  hotkeys: made.hotkeys,
  coldkeys: made.coldkeys,
  axons: made.hotkeys.map(() => ({ ip: '0.0.0.0', port: 0 })),
  active: madeOutput.active,
  validator_permit: madeOutput.validatorPermit,
  pruning_score: [] as number[],
  last_update: made.lastUpdate,
  emission: emission as unknown,
  dividends,
  incentives: incentive,
  consensus,
  trust: [],
  rank: [],
  block_at_registration: made.registrationBlock,
  alpha_stake: made.alphaRao as unknown,
  tao_stake: made.taoRao as unknown,
  total_stake: totalRao as unknown,
  tao_dividends_per_hotkey: [],
  alpha_dividends_per_hotkey: [],
});

const bondRows = madeOutput.bonds.map(({ targets, values }) =>
  Array.from(targets, (target, k) => [target, values[k]]),
);

/** Kind H, storage maps at the block of the dump: what the epoch left. */
export function storage() {
  const byUid = <Value>(values: readonly Value[]) =>
    Object.fromEntries(values.map((value, uid) => [`${made.netuid},${uid}`, value]));
  const whole = <Value>(value: Value) => ({ [made.netuid]: value });
  return {
    block: made.block,
    storage: {
      SubnetworkN: whole(made.size),
      Weights: byUid(made.weights),
      Bonds: byUid(bondRows),
      Incentive: whole(incentive),
      Dividends: whole(dividends),
      Consensus: whole(consensus),
      ValidatorTrust: whole(validatorTrust),
      Emission: whole(emission),
      Active: whole(madeOutput.active),
      ValidatorPermit: whole(madeOutput.validatorPermit),
      LastUpdate: whole(made.lastUpdate),
      BlockAtRegistration: byUid(made.registrationBlock),
      Keys: byUid(made.hotkeys),
      Owner: Object.fromEntries(made.hotkeys.map((key, uid) => [key, made.coldkeys[uid]])),
      SubnetOwnerHotkey: whole(made.hotkeys[made.ownerUid]),
      TotalHotkeyAlpha: Object.fromEntries(
        made.hotkeys.map((key, uid) => [key, { [made.netuid]: made.alphaRao[uid], 0: made.taoRao[uid] }]),
      ),
      TaoWeight: 3_320_413_933_267_719_291n,
      Tempo: whole(360),
      Kappa: whole(32_767),
      ImmunityPeriod: whole(5001),
      MinAllowedWeights: whole(8),
      BondsMovingAverage: whole(900_000),
      ActivityCutoffFactorMilli: whole(13_889),
      MaxAllowedValidators: whole(64),
      Yuma3On: whole(false),
      BurnIncreaseMult: whole(1.3),
      AlphaValues: whole([45_874, 58_983]),
      LastMechansimStepBlock: whole(made.lastStep),
      Burn: whole(500_000),
      SubnetMovingPrice: whole({ bits: 53_687_091 }),
      SubnetTAO: whole(1_000_500_000_000),
      SubnetAlphaIn: whole(80_040_250_000_000),
      SubnetAlphaOut: whole(900_000_500_000_000),
      MinerBurned: whole({ bits: 2 ** 31 }),
      TokenSymbol: whole('m'),
    },
  };
}

/** JSON with whole numbers of any size. */
export const jsonOf = (value: unknown): string =>
  JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? `${part}n` : part)).replace(
    /"(\d+)n"/g,
    '$1',
  );
