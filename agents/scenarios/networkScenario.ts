import { raoPerTao } from '../../sim/units.ts';
import type { NetworkStart } from './networkStart.ts';
import type { Founding, Scenario } from './scenario.ts';

/** The name under which a plan has its network. */
export const networkScenario = 'network-file';

/** The starting state of a network of one’s own. */
export const scenarioOfNetwork = (network: NetworkStart): Scenario => ({
  name: networkScenario,
  description: `${network.name}: ${network.stakeRao.length} uids, ${network.validators.length} validators${network.worth === undefined ? '; its miners are drawn' : ''}`,
  source: 'a network file',
  ruleset: network.ruleset,
  stakes: 'network',
  network,
  uids: network.uids,
  validators: network.validators.length,
  scale: 1,
  emissionPerBlock: network.emissionPerBlock,
  start: network.block,
  warmUpDays: 1,
  days: 5,
  ...(network.ownerUid !== null && { ownerUid: network.ownerUid }),
  settings: network.settings,
  gate: { difficulty: 2n ** 64n - 1n, burn: Math.min(network.burn, 1e6 * raoPerTao) },
});

/** Roles and stakes of a network of one’s own. */
export const networkFounding = ({ stakeRao, owner, validators }: NetworkStart): Founding => ({
  stakeRao: stakeRao.map(BigInt),
  owner,
  validators,
});
