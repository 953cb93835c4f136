import type { Comparison } from '../../../analysis/requirements/comparison.ts';
import { standingOf } from '../../../analysis/requirements/standing.ts';
import { fitting } from '../../../report/answer/fitting.ts';
import {
  measureWords,
  negated,
  placeWords,
  settingWords,
  unitWords,
  worldsWords,
} from '../../../report/answer/phrases.ts';
import { yardstickWords } from '../../../report/answer/yardstick.ts';
import { shortLabel } from '../../../report/charts/shortLabel.ts';
import type { Estimate } from '../../../statistics/estimate.ts';
import { decimalsOf, number } from '../../../statistics/format.ts';
import type { Proposal } from '../propose.ts';
import { shortValue } from './words.ts';

/** The answer of a proposal in one sentence: what to do, and what the value that comes nearest to a change does. */
export function proposalAnswer(proposal: Proposal): string {
  const { decision, row, terms, candidate, evidence } = proposal;
  const setting = settingWords(row.name);
  const [now, then] = [shortValue(terms.statusQuo, row), shortValue(candidate.level, row)];
  if (evidence.faults.length > 0)
    return `Leave ${setting} at ${now} until the study is whole: nothing is decided, as ${evidence.faults[0].what}.`;
  const gain = candidate.comparisons.find(({ role }) => role === 'gain');
  if (gain?.effect == null)
    return `Leave ${setting} at ${now}: nothing is decided, as too few worlds have a value.`;
  const effect = effectWords(gain, gain.effect, proposal);
  const worlds = worldsWords(gain.effect.n, proposal.study);
  switch (decision.verdict) {
    case 'change':
      return fitting(
        `Set ${setting} from ${now} to ${then}: that ${effect}${meanWords(proposal)} (${worlds}${freshWords(proposal)}).`,
        `Set ${setting} from ${now} to ${then}: that ${effect} (${worlds}).`,
      );
    case 'no change':
      return refusal(proposal, { setting, now, then, effect, worlds });
    default:
      return fitting(
        `Leave ${setting} at ${now} until more is known: ${then} ${effect} (${worlds}), and ${moreWords(proposal)}.`,
        `Leave ${setting} at ${now}, as nothing is decided: ${then} ${effect} (${worlds}).`,
      );
  }
}

interface Said {
  readonly setting: string;
  readonly now: string;
  readonly then: string;
  readonly effect: string;
  readonly worlds: string;
}

/** Whether what the nearest value does is much, beside the margin of the plan; null where nothing is told. */
export function proposalYardstick({ candidate, study, terms, row }: Proposal): string | null {
  const gain = candidate.comparisons.find(({ role }) => role === 'gain');
  const [{ metric, margin, because = '' }] = study.objectives;
  if (gain?.effect == null) return null;
  return yardstickWords([
    {
      ...{ measure: measureWords(metric, study), unit: unitWords(metric, study), margin },
      ...{ estimate: gain.effect, because: terms.because ?? because },
      what: `that of ${shortValue(candidate.level, row)}`,
    },
  ]);
}

/** No value is worth a change: the nearest harms what the plan protects, or helps too little. */
function refusal(proposal: Proposal, { setting, now, then, effect, worlds }: Said): string {
  const { candidate } = proposal;
  const broken = candidate.comparisons.filter((one) => one.role !== 'gain' && standingOf(one) === 'broken');
  const isUseless = candidate.comparisons.some((one) => one.role === 'gain' && standingOf(one) === 'broken');
  const worst = broken.toSorted((one, other) => beyond(other) - beyond(one))[0];
  if (worst?.effect != null && !isUseless)
    return fitting(
      `Leave ${setting} at ${now}: ${then} ${effect}${meanWords(proposal)}, but ${harmWords(worst, worst.effect, proposal)} (${worlds}).`,
      `Leave ${setting} at ${now}: ${then} ${effect}, but harms what the plan protects (${worlds}).`,
    );
  return fitting(
    `Leave ${setting} at ${now}: no other value that was tried helps enough to matter; the nearest, ${then}, ${effect} (${worlds}).`,
    `Leave ${setting} at ${now}: the nearest other value, ${then}, ${effect} (${worlds}).`,
  );
}

const beyond = ({ harm, limit }: Comparison): number => (harm === null ? 0 : harm.mean - limit);

/** `lowers mean loss by 0.0031 [0.0012, 0.0050] nats`, or what it changes it by where the bounds hold 0. */
function effectWords({ metric }: Comparison, effect: Estimate, { study }: Proposal): string {
  const measure = measureWords(metric, study);
  const unit = unitWords(metric, study);
  if (effect.low <= 0 && effect.high >= 0) return `changes ${measure} by ${boundsWords(effect)}${unit}`;
  const size = boundsWords(effect.mean < 0 ? negated(effect) : effect);
  return `${effect.mean < 0 ? 'lowers' : 'raises'} ${measure} by ${size}${unit}`;
}

function boundsWords({ mean, low, high }: Estimate): string {
  const places = Math.min(5, decimalsOf((high - low) / 2));
  return `${number(mean, places)} [${number(low, places)}, ${number(high, places)}]`;
}

/** Where and by how much the nearest value does what the plan forbids. */
function harmWords(one: Comparison, effect: Estimate, { study }: Proposal): string {
  const places = Math.min(3, decimalsOf((effect.high - effect.low) / 2));
  const at = one.scenario === '' ? '' : ` at ${placeWords(shortLabel(one.scenario))}`;
  const measure = measureWords(one.metric, study);
  const size = `${number(Math.abs(effect.mean), places)}${unitWords(one.metric, study)}`;
  if (!/worse by/.test(one.rule))
    return `${measure} is ${number(effect.mean, places)} there${at}, beyond its limit`;
  return `${effect.mean > 0 ? 'raises' : 'lowers'} ${one.role === 'regret' ? 'it' : measure} by ${size}${at}`;
}

const meanWords = ({ candidate }: Proposal): string =>
  candidate.comparisons.some(({ role }) => role === 'regret') ? ' on average' : '';

const freshWords = ({ terms }: Proposal): string =>
  terms.confirmSeeds === 0 ? '' : `, found again in ${terms.confirmSeeds} fresh ones`;

const moreWords = ({ decision }: Proposal): string =>
  decision.moreRuns === null
    ? 'no affordable number of runs would decide'
    : `about ${number(decision.moreRuns, 0)} more runs would decide`;
