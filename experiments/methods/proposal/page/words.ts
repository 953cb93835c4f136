import type { Hyperparameter } from '../../../../sim/hyperparameters/registry.ts';
import { levelText, number2 } from '../../../statistics/format.ts';
import type { Proposal } from '../propose.ts';

/** The verdict as it is written everywhere: `change`, `no change`, `not enough evidence (N more runs)`. */
export function verdictWords({ decision }: Pick<Proposal, 'decision'>): string {
  const { verdict, moreRuns } = decision;
  if (verdict !== 'not enough evidence') return verdict;
  if (moreRuns === null) return `${verdict} (no affordable number of runs would decide)`;
  return `${verdict} (${number2(moreRuns)} more ${moreRuns === 1 ? 'run' : 'runs'})`;
}

/** A value of the knob with its unit: `3,072 blocks (10.2 h)`; a share of 65,535 also as a share. */
export function valueText(value: number, { unit }: Hyperparameter): string {
  if (unit === '/65535') return `${number2(value)} (${(value / 65_535).toFixed(2)})`;
  return levelText(value, unit === 'share' ? '' : unit);
}

/** Its setter in words, without a full stop at the end. */
export function setterWords(row: Hyperparameter, ruleset: string): string {
  const ownerRule =
    ruleset === 'current-2026'
      ? '. An owner may change it once in two tempos, and not in the ten blocks before an epoch (v3.4.9 admin-utils)'
      : '';
  switch (row.setter) {
    case 'sudo':
      return 'only root: a sudo call of the chain’s governance';
    case 'owner':
      return `the owner of the subnet, or root${ownerRule}`;
    case 'runtime':
      return 'no call: it changes with the chain’s runtime';
    case 'genesis':
      return 'no call: it was fixed at genesis';
    case 'validator':
      return 'each validator for itself: it is no setting of the chain and comes with a release of the validators’ code';
    case 'scenario':
      return 'no call: it describes agents, not the chain';
  }
}

/** The limits the registry knows, in words. */
export function limitsText(row: Hyperparameter): string {
  if (row.type === 'boolean') return 'true or false';
  if (row.type === 'choice') return row.choices.join(', ');
  const [low, high] = row.range;
  if (high >= Number.MAX_SAFE_INTEGER) return `${number2(low)} or more; none but those of the chain’s type`;
  const unit = /^(\/.*|share)?$/.test(row.unit) ? '' : ` ${row.unit}`;
  return `${number2(low)} … ${number2(high)}${unit}`;
}
