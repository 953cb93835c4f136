import type { RulesetName } from '../../rulesets.ts';
import { autumn2026, burn2026, dtao2025, yuma3of2025 } from './alpha.ts';
import type { ChainOnlyRows } from './chainOnly.ts';
import { finney2023, finney2024, liquid2025, nakamoto2022 } from './early.ts';

/** What the chain has and the laboratory has not, by ruleset. */
export const chainOnly: Readonly<Record<RulesetName, ChainOnlyRows>> = {
  'nakamoto-2022': nakamoto2022,
  'finney-2023': finney2023,
  'finney-2024': finney2024,
  'liquid-2025': liquid2025,
  'dtao-2025': dtao2025,
  'yuma3-2025': yuma3of2025,
  'burn-2026': burn2026,
  'autumn-2026': autumn2026,
};
