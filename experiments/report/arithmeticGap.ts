import { withoutOwn } from '../../agents/own/setting.ts';
import { populate } from '../../agents/scenarios/populate.ts';
import type { Arithmetic } from '../../sim/chainState.ts';
import { cloneNetwork, type Network } from '../../sim/network.ts';
import { rulesOf } from '../../sim/rules/byName.ts';
import type { RulesetName } from '../../sim/rulesets.ts';
import { simulate } from '../../sim/simulate.ts';
import { blocksPerDay } from '../../sim/units.ts';
import type { World } from '../../sim/world.ts';
import { ownRows } from '../plan/ownFiles.ts';
import type { Study } from '../plan/study.ts';
import { scenarioOfPlan } from '../plan/trial.ts';
import type { ArithmeticGap } from './provenance.ts';

/** Networks looked at: one a quarter of a day from the start of the study's own world, status quo settings. */
const samples = 4;

/**
 * How far the two arithmetics are apart on networks of a study: the same network, one step in each, the largest
 * difference of any uid. Deterministic: the world of the study's first seed.
 */
export function arithmeticGap({ study }: { readonly study: Study }): ArithmeticGap {
  const { ruleset } = study;
  // The gap is the chain's own: agents of one's own need not act in it, and their files may be gone.
  const set = withoutOwn(ownRows(study), study.set);
  const scenario = scenarioOfPlan(study);
  const { world, cast } = populate({ scenario, ruleset, arithmetic: 'float64', set, seed: '1' });
  const gap = {
    step: 0,
    networks: 0,
    maxIncentiveDifference: 0,
    maxDividendDifference: 0,
    maxEmissionRao: 0,
  };
  const every = blocksPerDay / samples;
  const start = world.block;
  for (let sample = 1; sample <= samples; sample++) {
    for (const event of simulate(world, cast, start + sample * every))
      if (event.kind === 'step') gap.step += 1;
    const fast = stepped(world, ruleset, 'float64');
    const exact = stepped(world, ruleset, 'chain');
    gap.networks += 1;
    for (let uid = 0; uid < world.network.size; uid++) {
      gap.maxIncentiveDifference = wider(
        gap.maxIncentiveDifference,
        fast.incentive[uid],
        exact.incentive[uid],
      );
      gap.maxDividendDifference = wider(gap.maxDividendDifference, fast.dividends[uid], exact.dividends[uid]);
      const rao = fast.stakes.rao[uid] - exact.stakes.rao[uid];
      gap.maxEmissionRao = Math.max(gap.maxEmissionRao, Math.abs(Number(rao)));
    }
  }
  return gap;
}

const wider = (widest: number, one: number, other: number): number => Math.max(widest, Math.abs(one - other));

/** The network after one more step in one arithmetic; the world itself stays as it is. */
function stepped(world: World, ruleset: RulesetName, arithmetic: Arithmetic): Network {
  const { network, ledger } = world;
  const copy: World = {
    ...world,
    arithmetic,
    rules: rulesOf(ruleset, network.capacity, null),
    network: cloneNetwork(network),
    ledger: {
      issuance: ledger.issuance,
      alphaBurned: ledger.alphaBurned,
      balances: new Map(ledger.balances),
      parked: new Map(ledger.parked),
    },
    gate: { ...world.gate },
  };
  copy.block = copy.rules.nextStep(copy);
  copy.rules.arrive(copy);
  copy.rules.step(copy);
  return copy.network;
}
