import type { Patterns } from '../../report/patternCheck.ts';
import { codeChecks } from './codeChecks.ts';
import { committedFit } from './fitted.ts';
import { flowPatterns } from './flowPatterns.ts';
import { newcomerPatterns } from './newcomerPatterns.ts';
import { recordedSubnet31 } from './recordedSubnet31.ts';
import { validatorPatterns } from './validatorPatterns.ts';
import { watchSubnet } from './watchSubnet.ts';

/** How many worlds are looked at. */
export interface Effort {
  /** Of subnet 31, and of a crash of the price. */
  readonly worlds: number;
  /** Of subnet 31 for each newcomer left out. */
  readonly forecasts: number;
  /** Subnets of a population. */
  readonly subnets: number;
  /** Of each archetype. */
  readonly seeds: number;
}

export const fullEffort: Effort = { worlds: 12, forecasts: 1, subnets: 56, seeds: 6 };

/** Patterns of real networks against what the model shows, and checks of the code apart. */
export function checkPatterns({ worlds, forecasts, subnets, seeds }: Effort = fullEffort): Patterns {
  const recorded = recordedSubnet31();
  const simulated = Array.from({ length: worlds }, (_, k) => watchSubnet(`pattern ${k + 1}`));
  return {
    data: [
      ...validatorPatterns(recorded, simulated),
      ...newcomerPatterns(recorded, simulated, forecasts),
      ...flowPatterns(committedFit(), subnets, seeds),
    ],
    code: codeChecks(worlds),
  };
}
