import { limitsInWords, setterInWords, timingInWords } from '../../../../sim/hyperparameters/chainLimits.ts';
import type { Hyperparameter } from '../../../../sim/hyperparameters/registry.ts';
import { hasBetween, levelOf } from '../../../analysis/requirements/levelCode.ts';
import { ownRow } from '../../../plan/ownFiles.ts';
import { levelText, number2 } from '../../../statistics/format.ts';
import type { Proposal } from '../propose.ts';
import { ownerCall } from './ownerCall.ts';

/** The verdict as it is written everywhere: `change`, `no change`, `not enough evidence (N more runs)`. */
export function verdictWords({ decision }: Pick<Proposal, 'decision'>): string {
  const { verdict, moreRuns } = decision;
  if (verdict !== 'not enough evidence') return verdict;
  if (moreRuns === null) return `${verdict} (no affordable number of runs would decide)`;
  return `${verdict} (${number2(moreRuns)} more ${moreRuns === 1 ? 'run' : 'runs'})`;
}

/** A value of the knob with its unit: `3,072 blocks (10.2 h)`; a share of 65,535 also as a share. */
export function valueText(value: number, row: Hyperparameter): string {
  const { unit } = row;
  if (!hasBetween(row)) return plainLevel(value, row);
  if (unit === '/65535') return `${number2(value)} (${(value / 65_535).toFixed(2)})`;
  return levelText(value, unit === 'share' ? '' : unit);
}

/** A value of the knob without its unit: `3,072`, `true`, or a name. */
export const plainLevel = (value: number, row: Hyperparameter): string => {
  const level = levelOf(value, row);
  return typeof level === 'number' ? number2(level) : String(level);
};

/** The same beside a sentence that is short: `32,767 (0.50)`, `3,072 blocks`. */
export const shortValue = (value: number, row: Hyperparameter): string =>
  valueText(value, row).replace(/ \([\d.]+ h\)$/, '');

/** Who may set it, within which limits and when, as the chain of the ruleset has it: a sentence each. */
export function permissionSentences(proposal: Permitted): string[] {
  const { row, setter, study, refused } = proposal;
  const isOwn = ownRow(study, row.name) !== undefined;
  const limits = limitsInWords(row);
  const timing = timingInWords(row);
  const named = setter === null ? '' : ` Proposed here: to ${setter === 'owner' ? 'the owner' : 'root'}.`;
  return [
    `Set by: ${isOwn ? 'the person who runs it; it is a setting of an agent of one’s own, not of the chain' : setterInWords(row)}.${named}`,
    ...(limits === '' ? [] : [`Limits on the chain of ${study.ruleset}: ${limits}.`]),
    ...(timing === '' ? [] : [`When: ${timing}.`]),
    ...callSentences(proposal),
    ...refused.map(({ why }) => `No candidate: ${why}.`),
  ];
}

/** What an owner would type, N its netuid; empty where that is not known, or another is to set it. */
function callSentences({ row, setter, study, candidate, decision }: Permitted): string[] {
  const call = setter === 'root' ? null : ownerCall(study.ruleset, row, candidate.level);
  if (call === null) return [];
  const when =
    decision.verdict === 'change'
      ? 'The owner’s command'
      : 'How an owner would set it, which is not proposed here';
  return [`${when}: \`${call}\` (btcli 11 and later: --name in place of --param).`];
}

type Permitted = Pick<Proposal, 'row' | 'setter' | 'study' | 'refused' | 'candidate' | 'decision'>;
