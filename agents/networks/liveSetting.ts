import { U96F32, u64Max } from '../../sim/math/saturating.ts';
import type { NetworksSetting } from '../../sim/networks/networksRules.ts';

/** A world of networks with people in it: how large it is, and how often they act. */
export interface LiveSetting {
  readonly seed: number;
  readonly subnets: number;
  /** Of each subnet. The validators are the same in all, the miners are its own. */
  readonly uids: number;
  readonly validators: number;
  /** Coldkeys that own the miners, and coldkeys that stake. */
  readonly operators: number;
  readonly stakers: number;
  /** Of the whole world in a day. */
  readonly salesPerDay: number;
  readonly movesPerDay: number;
  /** Chance that a validator sets new weights before an epoch. */
  readonly reweighing: number;
}

/** The size of the chain in 2026: 128 subnets of 256 uids, 64 of them validators. */
export const chainSize: LiveSetting = {
  seed: 1,
  subnets: 128,
  uids: 256,
  validators: 64,
  operators: 2048,
  stakers: 512,
  salesPerDay: 820,
  movesPerDay: 180,
  reweighing: 0.25,
};

/** Hyperparameters of the chain in June 2026: TAO on root at 0.18, an owner's cut of 18 %. */
export const chainSetting: NetworksSetting = {
  taoWeight: (u64Max * 18n) / 100n,
  ownerCut: 11_796,
  movingAlpha: (U96F32.one * 3n) / 1_000_000n,
  maxEpochsPerBlock: 2,
};

/** Hotkeys and coldkeys of a world by what they are. Serials of hotkeys and coldkeys are apart from each other. */
export const keysOf = ({ uids, operators }: LiveSetting) => ({
  validator: (place: number) => place,
  validatorOwner: (place: number) => 1_000_000 + place,
  miner: (netuid: number, uid: number) => 1000 + netuid * uids + uid,
  operator: (netuid: number, uid: number) => 2_000_000 + ((netuid * uids + uid) % operators),
  owner: (netuid: number) => ({ coldkey: 3_000_000 + netuid, hotkey: 500_000 + netuid }),
  staker: (place: number) => 4_000_000 + place,
});
