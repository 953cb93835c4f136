import { raoPerTao } from '../../sim/units.ts';
import modern from './modernSubnet.data.json' with { type: 'json' };
import genesis from './nakamotoGenesis.data.json' with { type: 'json' };
import type { Founding, Scenario } from './scenario.ts';

/** The genesis snapshot in its order. */
interface Ranked {
  /** [uid] RAO. */
  readonly stakes: readonly bigint[];
  /** Rank k of its hotkeys by stake, largest first; ties by uid. */
  readonly byRank: readonly number[];
}

let ranked: Ranked | null = null;

/** Read when a world is first founded on it: the table is large, and most worlds are founded otherwise. */
function genesisRanked(): Ranked {
  if (ranked !== null) return ranked;
  const stakes = genesis.stakeRao.map(BigInt);
  const byRank = [...stakes.keys()].sort((one, other) => Number(stakes[other] - stakes[one]) || one - other);
  ranked = { stakes, byRank };
  return ranked;
}

/** Ranks that found the network: below them all mine. */
const validatorRanks = 128;

/** The whole snapshot (model A14): the 128 largest validate; miners' stakes end at `cap` TAO (0: as they are). */
export function genesisFounding(cap: number): Founding {
  const { stakes, byRank } = genesisRanked();
  const stakeOf = (uid: number): bigint => stakes[uid];
  const validators = byRank.slice(0, validatorRanks);
  const mines = new Set(byRank.slice(validatorRanks));
  return {
    stakeRao: genesis.stakeRao.map((_, uid) => (mines.has(uid) ? capped(stakeOf(uid), cap) : stakeOf(uid))),
    owner: genesis.owner,
    validators: [...validators].sort((one, other) => one - other),
  };
}

/**
 * The snapshot in small: validator k sums the ranks k, k + V, k + 2V … of the 128, so that the shape of the
 * stake survives; miners take every so many ranks of the rest. All stakes times `scale`.
 */
export function scaledFounding({ uids, validators, scale }: Scenario, cap: number): Founding {
  const { stakes, byRank } = genesisRanked();
  const stakeOf = (uid: number): bigint => stakes[uid];
  const part = BigInt(Math.round(1 / scale));
  const stakeRao: bigint[] = [];
  const owner: number[] = [];
  for (let k = 0; k < validators; k++) {
    const ranks = byRank.slice(0, validatorRanks).filter((_, rank) => rank % validators === k);
    stakeRao.push(ranks.reduce((sum, uid) => sum + stakeOf(uid), 0n) / part);
    owner.push(genesis.owner[ranks[0]]);
  }
  const stride = (byRank.length - validatorRanks) / (uids - validators);
  for (let k = 0; k < uids - validators; k++) {
    const uid = byRank[validatorRanks + Math.floor((k + 0.5) * stride)];
    stakeRao.push(capped(stakeOf(uid), cap) / part);
    owner.push(genesis.owner[uid]);
  }
  return { stakeRao, owner, validators: Array.from({ length: validators }, (_, k) => k) };
}

/** Subnet 1 in small: its validators as recorded, the largest first, then every fourth or fifth of the others. */
export function modernFounding({ validators }: Scenario): Founding {
  return {
    stakeRao: modern.stakeRao.map(BigInt),
    owner: modern.owner,
    validators: Array.from({ length: validators }, (_, uid) => uid),
  };
}

/** Validators with stakes 4096, 2048, 1024 … TAO, miners with one TAO each, every uid its own owner. */
export function syntheticFounding({ uids, validators }: Scenario): Founding {
  const stakeRao = Array.from({ length: uids }, (_, uid) =>
    BigInt(Math.round((uid < validators ? 2 ** Math.max(2, 12 - uid) : 1) * raoPerTao)),
  );
  return {
    stakeRao,
    owner: stakeRao.map((_, uid) => uid),
    validators: Array.from({ length: validators }, (_, uid) => uid),
  };
}

function capped(stake: bigint, cap: number): bigint {
  const limit = BigInt(Math.round(cap * raoPerTao));
  return cap > 0 && stake > limit ? limit : stake;
}
