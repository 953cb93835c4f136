import { scenarioOf } from '../../agents/scenarios/catalogue.ts';
import type { Scenario } from '../../agents/scenarios/scenario.ts';
import { gini } from '../../sim/metrics/concentration.ts';
import { isRead, ownerBurn, registrationsPerDay } from './readings.ts';
import { minersPay, paidOf } from './shares.ts';
import { latest, type SeenNetwork } from './sighting.ts';

/** An archetype, and what of the network says that it is this one. */
export interface Choice {
  readonly archetype: Scenario;
  readonly because: string;
}

/** Limits between the archetypes: see the sources of each in `agents/scenarios/archetypes.ts`. */
const limits = { burn: 0.5, bestShare: 0.9, fewPaid: 64, steepGini: 0.6, busyPerDay: 10 } as const;

/** The archetype that pays as the network does: by its owner’s burn, then by how many it pays and how unequally, then by its flow. */
export function chooseArchetype(network: SeenNetwork): Choice {
  const burn = ownerBurn(network);
  if (isRead(burn) && burn.value >= limits.burn)
    return named('burning-subnet', `${percent(burn.value)} of the weights go to the owner’s uid`);
  const pay = minersPay(latest(network), network.ownerUid);
  const paid = pay === null ? null : paidOf(pay);
  if (paid === null || paid.length === 0)
    return named('flat-subnet', 'nothing tells how miners are paid, and it is the plainest');
  const best = paid[paid.length - 1] / paid.reduce((sum, share) => sum + share, 0);
  if (best >= limits.bestShare)
    return named('winner-subnet', `the best-paid uid has ${percent(best)} of what miners are paid`);
  const unequal = gini(paid);
  const how = `${paid.length} uids are paid, with a Gini of ${unequal.toFixed(2)}`;
  if (paid.length <= limits.fewPaid && unequal >= limits.steepGini) return named('steep-subnet', how);
  const flow = registrationsPerDay(network);
  if (isRead(flow) && flow.low >= limits.busyPerDay)
    return named('busy-subnet', `${how}, and ${flow.value.toFixed(1)} uids register a day`);
  return named('flat-subnet', how);
}

function named(name: string, because: string): Choice {
  const archetype = scenarioOf(name);
  if (archetype === undefined) throw new RangeError(`there is no archetype ${name}`);
  return { archetype, because };
}

const percent = (share: number) => `${(100 * share).toFixed(share > 0.995 ? 1 : 0)} %`;
