import {
  averagedFlow,
  type FlowParameters,
  flowShares,
  type StoredFlow,
} from '../../sim/coinbase/flowShares.ts';
import { gateShares } from '../../sim/coinbase/gateShares.ts';
import { productShares } from '../../sim/coinbase/productShares.ts';
import type { RatedSubnet } from '../../sim/coinbase/ratedSubnet.ts';
import { rootEpoch } from '../../sim/coinbase/rootEpoch.ts';
import { U64F64 } from '../../sim/math/saturating.ts';
import { raoPerTao, type Share, u16Max } from '../../sim/units.ts';

/**
 * How the inflation is divided among domains: in one network by the vectors of its validators; among networks by votes of root (v1.1.1),
 * moving prices (v2.0.11), averaged flows (v3.4.5) or moving prices behind a gate (spec 440 on); by demand: as clients use them, the
 * yardstick.
 */
export const partitions = ['one', 'root', 'price', 'flow', 'gate', 'demand'] as const;
export type Partition = (typeof partitions)[number];

/** Rules under which a network has alpha, and its miners are paid in it. */
export const hasAlpha = (partition: Partition): boolean =>
  partition === 'price' || partition === 'flow' || partition === 'gate';

/** U64F64 bits as shares. */
const plain = (bits: readonly bigint[]): Share[] => bits.map((each) => Number(each) / Number(U64F64.one));

/** Root's ρ and κ of v1.1.1. */
const rootSigmoid = { rho: 10, kappa: 32_767 } as const;

/**
 * [domain] Shares that root's votes come to: weighed by stake, times the sigmoid of the stake that votes for a domain at all. `stake`:
 * [person] shares; `votes`: [person][domain] rows of sum 1, sent as u16 with the largest at 65,535.
 */
export function rootShares(stake: readonly number[], votes: readonly (readonly number[])[]): Share[] {
  const netuids = votes[0].map((_, domain) => domain + 1);
  const rows = votes.map((row) => {
    const most = Math.max(...row);
    return netuids.map((netuid, domain): [number, number] => [
      netuid,
      most > 0 ? Math.round((u16Max * row[domain]) / most) : 0,
    ]);
  });
  const rao = stake.map((own) => BigInt(Math.round(own * 1e6 * raoPerTao)));
  const { steps, refusal } = rootEpoch({ stake: rao, weights: rows, netuids, ...rootSigmoid }, 10n ** 9n);
  if (refusal !== null || steps.share === undefined)
    throw new RangeError(`root divides nothing: ${refusal} (give people stake and at least one a vote)`);
  return plain(steps.share);
}

/** A network with alpha as the division reads it. */
export interface Rated {
  /** I96F32 bits of TAO per alpha. */
  readonly movingPrice: bigint;
  /** Share of the miners' pay that its owner withholds, U96F32 bits. */
  readonly minerBurned: bigint;
}

const ratedOf = ({ movingPrice, minerBurned }: Rated, place: number): RatedSubnet => ({
  netuid: place + 1,
  dynamic: true,
  started: true,
  subtokenEnabled: true,
  registrationAllowed: true,
  emissionEnabled: true,
  movingPrice,
  minerBurned,
});

/** [network] Shares by moving prices alone (v2.0.11; the division of later versions where nothing is withheld). */
export const priceShares = (networks: readonly Rated[]): Share[] =>
  plain(
    productShares(
      'none',
      networks.map((network, place) => ratedOf({ ...network, minerBurned: 0n }, place)),
      [],
    ),
  );

/** Exponent of the gate on the chain. */
const gateExponent = U64F64.fromInt(3n);

/** Rank of the gate's bar: 32 on a chain of 128 networks, the same quarter on a smaller one, at least the first. */
export const barRank = (networks: number): number => Math.max(1, Math.round(networks / 4));

/**
 * [network] Shares behind the gate: moving prices times what is not withheld, thinned out below the bar, which is read anew (spec 440 on).
 */
export function gatedShares(networks: readonly Rated[]): Share[] {
  const parameters = { rank: barRank(networks.length), quantile: 0n, exponent: gateExponent };
  return plain(gateShares(parameters, 0, 0n, networks.map(ratedOf)).shares);
}

/** The division by flows as the chain had it: no cutoff, exponent 1, users' flows net of the chain's own. */
const flowRule: FlowParameters = { exponent: U64F64.one, cutoff: 0n, net: true };

/** Averages of what users and the chain put into a network. */
export interface Flows {
  readonly user: StoredFlow;
  readonly protocol: StoredFlow;
}

export const noFlows: Flows = {
  user: { block: 0, average: 0n },
  protocol: { block: 0, average: 0n },
};

/** [network] Shares by averaged flows; all 0 where no network gains TAO (v3.4.5). */
export const sharesOfFlows = (flows: readonly Flows[]): Share[] =>
  plain(
    flowShares(
      flowRule,
      flows.map(({ user, protocol }) => ({ user: user.average, protocol: protocol.average })),
    ),
  );

/** Flows after some blocks at this mean (RAO of TAO a block). `smoothing`: weight of all these blocks together, I64F64 bits. */
export const flowsAfter = (
  { user, protocol }: Flows,
  block: number,
  flow: { readonly user: bigint; readonly protocol: bigint },
  smoothing: bigint,
): Flows => ({
  user: averagedFlow(user, block, flow.user, smoothing),
  protocol: averagedFlow(protocol, block, flow.protocol, smoothing),
});
