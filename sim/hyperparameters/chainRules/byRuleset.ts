import type { RulesetName } from '../../rulesets.ts';
import type { ChainRules } from './chainRule.ts';
import { autumn2026, burn2026 } from './freezing.ts';
import { dtao2025, finney2024, liquid2025, yuma3of2025 } from './subnetOwner.ts';
import { finney2023, nakamoto2022 } from './sudo.ts';

/** Who may set what within which limits, as of the version that a ruleset is. */
export const chainRules: Readonly<Record<RulesetName, ChainRules>> = {
  'nakamoto-2022': nakamoto2022,
  'finney-2023': finney2023,
  'finney-2024': finney2024,
  'liquid-2025': liquid2025,
  'dtao-2025': dtao2025,
  'yuma3-2025': yuma3of2025,
  'burn-2026': burn2026,
  'autumn-2026': autumn2026,
};
