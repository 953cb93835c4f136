import { type FlowSubnet, flowCoinbase, sharesIn, usualFlow } from '../coinbase/flowCoinbase.ts';
import { countsProtocol, type FlowVersion, flowWith } from '../coinbase/recordedFlow.ts';
import type { WaitingAlpha } from '../coinbase/weightedSubnet.ts';
import type { DecimalSharePool } from '../delegation/decimalSharePool.ts';
import { drainV349 } from '../drain/drainEpoch.ts';
import { lessProtocolFlow, weightedRules } from './creditRules.ts';
import { flowFounding2025 } from './foundingByRuleset.ts';
import type { NetworksRules } from './networksRules.ts';

type FlowRules = NetworksRules<FlowSubnet, WaitingAlpha, DecimalSharePool>;

const rulesOf = (ruleset: 'flow-2025' | 'flow-2026', version: FlowVersion): FlowRules =>
  weightedRules<FlowSubnet>(ruleset, {
    takesPart: (subnet) => sharesIn(version, subnet),
    drain: drainV349,
    recyclesBought: version === 'v3.2.10',
    saleFee: null,
    founding: ruleset === 'flow-2025' ? flowFounding2025 : null,
    coinbase: (chain, { flow = usualFlow, ...setting }) => flowCoinbase(version, chain, { ...setting, flow }),
    moved: (subnet, tao) => ({ ...subnet, userFlow: flowWith(subnet.userFlow, tao) }),
    // Not a flow of users; of the chain's own, where that is counted at all.
    soldForRoot: countsProtocol[version] ? lessProtocolFlow : (subnet) => subnet,
  });

/**
 * Several networks in November 2025: a subnet's share follows the TAO that users stake on it less what they unstake, averaged; what the chain
 * buys for it is recycled, and a subnet whose price is below its share of the block has no dividends of root (subtensor v3.2.10: shares and
 * averages bit for bit, what a subnet's TAO comes to from a description alone; how an epoch is divided is that of v3.3.0 and later, for that
 * of v3.2.10 is not known). Fees of stakers are not built: where they went is not known.
 */
export const flowRules2025: FlowRules = rulesOf('flow-2025', 'v3.2.10');

/** The same in June 2026, net of what the chain itself puts in, and keeps what it buys (subtensor v3.4.5). */
export const flowRules2026: FlowRules = rulesOf('flow-2026', 'v3.4.5');
