import { type RulesetName, rulesetNames, rulesets } from '../../sim/rulesets.ts';
import type { Setting } from './part.ts';

/** A block of Finney and its second. */
const known = { block: 8_740_402, time: Date.UTC(2026, 6, 31, 7, 0, 59) };
const msPerBlock = 12_000;

const dateOf = (block: number): number => known.time + (block - known.block) * msPerBlock;

/** Rulesets that other dates begin than the release they are named for: alpha came on 13 February 2025. */
const began: Readonly<Partial<Record<RulesetName, number>>> = { 'dtao-2025': Date.UTC(2025, 1, 13) };

const beginOf = (name: RulesetName): number => began[name] ?? Date.parse(rulesets[name].date);

/** Why a ruleset was taken. */
export interface Era {
  readonly ruleset: RulesetName;
  readonly because: string;
}

/** Names of hyperparameters and the first ruleset that has them. */
const firstWith: readonly (readonly [RegExp, RulesetName])[] = [
  [/^(?:collateral_?|null_consensus|subnet_?epoch_?consensus|liquid_?alpha_?consensus)/i, 'autumn-2026'],
  [
    /^(?:burn_half_life|burn_increase_mult|BurnHalfLife|activity_cutoff_factor$|ActivityCutoffFactor)/,
    'burn-2026',
  ],
  [
    /^(?:yuma_version|yuma3_|Yuma3On|bonds_reset_enabled|user_liquidity_enabled|subnet_is_active)/,
    'yuma3-2025',
  ],
  [/^(?:bonds_penalty|BondsPenalty|transfers_enabled)/, 'dtao-2025'],
  [/^(?:liquid_alpha_enabled|LiquidAlphaOn|commit_reveal_)/, 'liquid-2025'],
  [/^(?:adjustment_alpha|AdjustmentAlpha)/, 'finney-2024'],
];

/**
 * The version of the chain that files are of: by their block if it is Finney’s, or by the newest hyperparameter they name where that is
 * later, else the newest.
 */
export function eraOf(block: number | null, settings: readonly Setting[], newest: RulesetName): Era {
  const byBlock = block === null || block === 0 ? null : eraOfBlock(block);
  const byName = eraOfNames(settings);
  if (byBlock !== null && byName !== null) return isLater(byName, byBlock) ? byName : byBlock;
  return byBlock ?? byName ?? { ruleset: newest, because: 'no block is told' };
}

const isLater = (one: Era, other: Era): boolean =>
  rulesetNames.indexOf(one.ruleset) > rulesetNames.indexOf(other.ruleset);

function eraOfBlock(block: number): Era {
  const subnets = rulesetNames.filter((name) => name !== 'nakamoto-2022');
  const ruleset = subnets.findLast((name) => beginOf(name) <= dateOf(block)) ?? 'finney-2023';
  const day = new Date(dateOf(block)).toISOString().slice(0, 10);
  return { ruleset, because: `block ${block.toLocaleString('en-US')} is of ${day} if it is Finney’s` };
}

function eraOfNames(settings: readonly Setting[]): Era | null {
  for (const [name, ruleset] of firstWith) {
    const setting = settings.find((known) => name.test(known.name));
    if (setting !== undefined)
      return { ruleset, because: `${setting.name} exists since then, and nothing newer is named` };
  }
  return null;
}
