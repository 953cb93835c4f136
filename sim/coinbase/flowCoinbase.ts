import { clampedI64F64, clampedI96F32, U64F64 } from '../math/saturating.ts';
import {
  type CoinbaseVersion,
  type CreditCoinbase,
  type CreditSetting,
  type CreditState,
  coinbaseBy,
  isPaid,
} from './creditCoinbase.ts';
import { type EmissionTerms, termsByIssue, termsBySubsidy } from './emissionTerms.ts';
import { byBlockNumber, epochTurns } from './epochTurns.ts';
import { type FlowParameters, flowShares, smoothingOf } from './flowShares.ts';
import { type Injected, inject, type Purse } from './injection.ts';
import { averagesOf, type FlowVersion, type RecordedFlow, readFlow } from './recordedFlow.ts';
import { isStarted, priceOf, type WeightedSubnet } from './weightedSubnet.ts';

/** A subnet whose share follows the flow of TAO into it. */
export interface FlowSubnet extends WeightedSubnet, RecordedFlow {}

/** How flows become shares. */
export interface FlowSetting extends FlowParameters {
  /** FlowEmaSmoothingFactor, u64 over 2^63 − 1: weight of a block's flow in its average. */
  readonly smoothingFactor: bigint;
}

/** The chain's own: shares in proportion to the flow net of the chain's, averages with half of their weight in 216,000 blocks. */
export const usualFlow: FlowSetting = {
  exponent: U64F64.one,
  cutoff: 0n,
  net: true,
  smoothingFactor: 29_597_889_189_277n,
};

/** What a version of the coinbase by flow does in its own way. */
const ownSteps: Readonly<
  Record<FlowVersion, Pick<CoinbaseVersion<FlowSubnet>, 'takesPart' | 'terms' | 'rootPart' | 'inject'>>
> = {
  // Every subnet that is started has a share; one that is closed to registrations gets none of it, and neither do the others.
  'v3.2.10': {
    takesPart: (subnet) => subnet.netuid !== 0 && isStarted(subnet),
    terms: (inputs, minted, { registrationAllowed }) => termsBySubsidy(inputs, minted, registrationAllowed),
    rootPart: ({ subsidised }) => (subsidised === true ? 'dropped' : 'kept'),
    inject: injectAndRecycle,
  },
  'v3.4.5': { terms: termsByIssue, inject },
};

/** Whether a subnet has a share in a block, and its flow is read. */
export const sharesIn = (version: FlowVersion, subnet: FlowSubnet): boolean =>
  (ownSteps[version].takesPart ?? isPaid)(subnet);

/**
 * One block of the coinbase that shares by the flow of TAO: the flows recorded since the last block enter the averages of the subnets that
 * have a share, the averages make the shares, and a subnet's TAO enters its pool with alpha beside it: as much as it issues in the block at
 * most (subtensor v3.3.0 to v3.4.5, run_coinbase.rs), or as `termsBySubsidy` says (v3.2.10; shares of `version`, subnet_emissions.rs,
 * get_shares_flow()). Where no flow is above the cutoff, the block hands out nothing. The pool is the weighted one of v3.4.8, at even weights a constant product as was that of v3.1.6 to v3.4.7.
 */
export function flowCoinbase(
  version: FlowVersion,
  before: CreditState<FlowSubnet>,
  setting: CreditSetting & { readonly flow: FlowSetting },
): CreditCoinbase<FlowSubnet> {
  const { flow } = setting;
  const subnets = before.subnets.map((subnet) =>
    sharesIn(version, subnet) ? withFlowRead(version, subnet, setting) : subnet,
  );
  const steps: CoinbaseVersion<FlowSubnet> = {
    shares: (paid) => flowShares(flow, paid.map(averagesOf)),
    ...ownSteps[version],
    turns: (all, { block }) => epochTurns(all, block, Number.POSITIVE_INFINITY, byBlockNumber),
  };
  return coinbaseBy(steps, { ...before, subnets }, setting);
}

/** As in v3.4, but the alpha that the chain buys leaves the issuance (up to v3.3). */
function injectAndRecycle(before: FlowSubnet, terms: EmissionTerms, purse: Purse): Injected<FlowSubnet> {
  const injected = inject(before, terms, purse);
  const { alphaOut, protocolAlpha } = injected.subnet;
  const bought = protocolAlpha - before.protocolAlpha;
  const subnet = {
    ...injected.subnet,
    alphaOut: alphaOut - bought,
    protocolAlpha: before.protocolAlpha,
  };
  return { ...injected, subnet };
}

function withFlowRead(
  version: FlowVersion,
  subnet: FlowSubnet,
  { block, flow }: { readonly block: number; readonly flow: FlowSetting },
): FlowSubnet {
  const reading = {
    block,
    smoothing: smoothingOf(flow.smoothingFactor),
    movingPrice: clampedI96F32.convert(subnet.movingPrice, clampedI64F64),
    price: U64F64.convert(priceOf(subnet), clampedI64F64),
  };
  return { ...subnet, ...readFlow[version](subnet, reading) };
}
