import type { Scenario } from '../../agents/scenarios/scenario.ts';
import { knownSettings } from '../../sim/hyperparameters/registry.ts';
import { subnetVersions } from '../../sim/rules/subnetVersions.ts';
import type { SeenNetwork } from './sighting.ts';

/** An archetype under the version of the chain that a network is of, and why that one. */
export interface UnderRules {
  readonly archetype: Scenario;
  readonly rules: string;
}

/**
 * The archetype under the network’s own version, which `import` has written into its file: that version is named in one place. Under rules
 * that pay in TAO, which the archetypes of 2026 do not know, and where no version is told, it is the archetype’s.
 */
export function underItsRules(archetype: Scenario, { ruleset }: SeenNetwork): UnderRules {
  if (ruleset === undefined)
    return { archetype, rules: 'the archetype’s, as no version of the network is told' };
  if (ruleset === archetype.ruleset) return { archetype, rules: 'as in the network file' };
  if (ruleset === 'nakamoto-2022' || subnetVersions[ruleset].emission !== 'alpha')
    return {
      archetype,
      rules: `the archetype’s: the network file is of ${ruleset}, which pays in TAO, and the archetypes pay alpha`,
    };
  return {
    archetype: { ...archetype, ruleset, settings: knownSettings(ruleset, archetype.settings) },
    rules: 'as in the network file (import --ruleset names another)',
  };
}
