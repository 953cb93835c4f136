import type { Neurons } from '../../sim/networks/yumaNetworks.ts';
import { noiseAt, noiseKey, uniformAt } from '../../sim/noise.ts';
import { stream } from '../../sim/random.ts';
import { emptyRow, type Row } from '../../sim/row.ts';
import { type Block, type Netuid, u16Max } from '../../sim/units.ts';
import { keysOf, type LiveSetting } from './liveSetting.ts';

/** Relative scatter of a validator's view of a miner, each time that it sets weights. */
const scatter = 0.4;

/** [miner] how good the miners of a subnet are: lognormal, the same for the whole run. */
export function qualitiesOf({ seed, uids, validators }: LiveSetting, netuid: Netuid): Float64Array {
  const draws = stream(seed, 'qualities of miners', netuid);
  return Float64Array.from({ length: uids - validators }, () => draws.lognormal(1, 1));
}

/** Weights of a validator on all miners of a subnet, u16, the largest 65,535; set anew in `block`. */
export function viewOf(
  setting: LiveSetting,
  netuid: Netuid,
  validator: number,
  block: Block,
  qualities: Float64Array,
  targets: Uint16Array,
): Row {
  const { a, b } = noiseKey(setting.seed, netuid * setting.validators + validator, block);
  const seen = new Float64Array(qualities.length);
  let most = 0;
  for (let miner = 0; miner < qualities.length; miner++) {
    seen[miner] = qualities[miner] * (1 - scatter / 2 + scatter * uniformAt(noiseAt(a, b, miner) >>> 0));
    if (seen[miner] > most) most = seen[miner];
  }
  const values = new Uint32Array(seen.length);
  for (let miner = 0; miner < seen.length; miner++) values[miner] = Math.floor((seen[miner] / most) * u16Max);
  return { targets, values };
}

/** [miner] the uids of miners, after those of the validators. */
export const minerUids = ({ uids, validators }: LiveSetting): Uint16Array =>
  Uint16Array.from({ length: uids - validators }, (_, miner) => validators + miner);

/** The neurons of a subnet when the world begins; every second subnet has Yuma3. */
export function foundNeurons(setting: LiveSetting, netuid: Netuid, block: Block): Neurons {
  const { uids, validators } = setting;
  const keys = keysOf(setting);
  const qualities = qualitiesOf(setting, netuid);
  const targets = minerUids(setting);
  const each = Array.from({ length: uids }, (_, uid) => uid);
  return {
    hotkeys: each.map((uid) => (uid < validators ? keys.validator(uid) : keys.miner(netuid, uid))),
    weights: each.map((uid) =>
      uid < validators ? viewOf(setting, netuid, uid, block, qualities, targets) : emptyRow,
    ),
    bonds: each.map(() => emptyRow),
    lastUpdate: each.map(() => block),
    registrationBlock: each.map(() => 1),
    validatorPermit: each.map((uid) => uid < validators),
    parameters: {
      activityCutoff: 5000,
      kappa: 32_767,
      maxAllowedValidators: validators,
      bondsMovingAverage: 900_000,
      tempo: 360,
      bondsPenalty: 65_535,
      liquidAlpha: false,
      alphaLow: 45_875,
      alphaHigh: 58_982,
      alphaSigmoidSteepness: 1000,
      yuma3: netuid % 2 === 0,
      stakeThreshold: 1_000_000_000_000n,
      ownerUid: null,
      lastMechanismStepBlock: 0,
    },
  };
}
