import { blockEmission } from '../blockEmission.ts';
import type { ChainState } from '../chainState.ts';
import type { YumaEpoch } from '../consensus/yuma.ts';
import { inProportion } from '../drain/inProportion.ts';
import type { RecycleOrBurn } from '../drain/subnetStakes.ts';
import { rootStakers, subnetOwner } from '../ledger.ts';
import { I96F32 } from '../math/fixed.ts';
import { U96F32 } from '../math/saturating.ts';
import type { Network } from '../network.ts';
import type { Payout } from '../rules.ts';
import { credit } from '../stake.ts';
import { type Rao, raoPerTao, type Uid, u16Max } from '../units.ts';
import { emit } from './emit.ts';
import type { SubnetValues } from './subnetValues.ts';
import type { SubnetVersion } from './subnetVersions.ts';
import { withhold } from './withhold.ts';

/** RAO that an epoch gives each uid, [uid]: for its rank, for its bonds, and both as the chain adds them up. */
export interface EpochPay {
  readonly server: Float64Array;
  readonly validator: Float64Array;
  readonly combined: Float64Array;
}

export const epochPayBuffers = (capacity: number): EpochPay => ({
  server: new Float64Array(capacity),
  validator: new Float64Array(capacity),
  combined: new Float64Array(capacity),
});

/** RAO that a number of blocks may mint, and whose they are. */
export interface Budget {
  readonly emission: Rao;
  /** Miners, validators and root. */
  readonly epoch: Rao;
  /** Out of `epoch`: root's share of the validators' half. */
  readonly root: Rao;
  readonly owner: Rao;
}

/** First issuance at which the chain's logarithm has to be asked: the first halving is at 10.5 million. */
const surelyWhole = 10_000_000n * BigInt(raoPerTao);

/** RAO of a block after halvings; the chain's curve, scaled to what the network would mint at first. */
function minted({ emissionPerBlock, ledger }: ChainState, { emission }: SubnetVersion): Rao {
  if (emission === 'whole' || ledger.issuance < surelyWhole) return emissionPerBlock;
  return Number((BigInt(emissionPerBlock) * blockEmission(ledger.issuance)) / BigInt(raoPerTao));
}

/**
 * The budget of `blocks` blocks. The owner's cut is floored at each block: as an exact fraction with the root
 * network (v1.1.1 block_step.rs), in U96F32 since (v2.0.11 run_coinbase.rs); so is root's share of alpha.
 */
export function budgetOf(
  world: ChainState,
  version: SubnetVersion,
  { subnetOwnerCut, rootProportion }: SubnetValues,
  blocks: number,
): Budget {
  const whole = minted(world, version);
  if (version.emission === 'whole')
    return { emission: blocks * whole, epoch: blocks * whole, root: 0, owner: 0 };
  const isAlpha = version.emission === 'alpha';
  const owner = isAlpha ? flooredPart(whole, subnetOwnerCut) : Math.floor((whole * subnetOwnerCut) / u16Max);
  const rest = whole - owner;
  const root = isAlpha ? Math.floor(rest * 0.5 * rootProportion) : 0;
  return { emission: blocks * whole, epoch: blocks * rest, root: blocks * root, owner: blocks * owner };
}

function flooredPart(rao: Rao, cut: number): Rao {
  const { mul, floor, fromInt, fromRatio } = I96F32;
  return Number(floor(mul(fromInt(rao), fromRatio(cut, u16Max))));
}

/** Fills `pay` from the shares of a float64 epoch, floored as the chain floors its own. */
export function payFromShares(size: number, emission: Rao, epoch: YumaEpoch, pay: EpochPay): void {
  for (let uid = 0; uid < size; uid++) {
    pay.server[uid] = Math.floor(epoch.serverShare[uid] * emission);
    pay.validator[uid] = Math.floor(epoch.validatorShare[uid] * emission);
    pay.combined[uid] = Math.floor(epoch.combinedShare[uid] * emission);
  }
}

/**
 * Credits an epoch to hotkeys, owner and root, and withholds what the owner's hotkeys earned as miners. With e RAO for n
 * neurons it is short of the emission by 0 to 2n + ⌈2ne / 2^32⌉ up to liquid-2025. Since dtao-2025 the shares of the
 * validators are floored apart, and those of the miners against those of all: short by up to 2n + 1 + ⌈3ne / 2^32⌉, or above it
 * by up to ⌈2ne / 2^32⌉, as on the chain.
 */
export function payEpoch(
  world: ChainState,
  version: SubnetVersion,
  budget: Budget,
  mode: RecycleOrBurn,
  epoch: YumaEpoch,
  pay: EpochPay,
): Pick<Payout, 'credited' | 'withheld'> {
  const { owner } = budget;
  const isAlpha = version.emission === 'alpha';
  const root = isAlpha ? shareDividends(world.network, budget, epoch.emission, pay) : budget.root;
  const withheld = withhold(world, version, mode, pay.server, epoch.emission);
  const neurons = emit(world, epoch.emission);
  payOwner(world, version, owner);
  payAccount(world, rootStakers, root);
  world.ledger.issuance += BigInt(owner + root);
  return { credited: neurons + owner + root, withheld };
}

/**
 * Since v2.0.0 miners get what the epoch says, and the validators' half (all of it if no miner earned anything),
 * less root's share, goes to the validators in proportion to what the epoch says of them, in U96F32 (run_coinbase.rs,
 * calculate_dividend_distribution()). Returns what root gets, which is nothing where no validator earned anything.
 */
function shareDividends(
  { size }: Network,
  { epoch, root }: Budget,
  emission: Float64Array,
  pay: EpochPay,
): Rao {
  let servers = 0;
  const earners: Uid[] = [];
  for (let uid = 0; uid < size; uid++) {
    servers += pay.server[uid];
    emission[uid] = pay.server[uid];
    if (pay.validator[uid] > 0) earners.push(uid);
  }
  const half = servers > 0 ? Math.floor(epoch / 2) : epoch;
  const pot = BigInt(Math.max(0, half - root));
  const dividends = inProportion(
    pot,
    earners.map((uid) => U96F32.fromInt(pay.validator[uid])),
  );
  for (const [index, uid] of earners.entries()) emission[uid] += Number(U96F32.whole(dividends[index]));
  return earners.length > 0 ? root : 0;
}

/** With the root network the cut goes to the owner's balance; as alpha it is staked on the owner's hotkey. */
function payOwner(world: ChainState, { emission }: SubnetVersion, rao: Rao): void {
  if (emission === 'alpha' && world.ownerUid !== null) credit(world.network.stakes, world.ownerUid, rao);
  else payAccount(world, subnetOwner, rao);
}

function payAccount({ ledger }: ChainState, account: number, rao: Rao): void {
  if (rao === 0) return;
  ledger.balances.set(account, (ledger.balances.get(account) ?? 0n) + BigInt(rao));
}
