import { raoPerTao } from '../../../sim/units.ts';
import { metricTitle } from '../../analysis/metricTitle.ts';
import { metric } from '../../plan/measures.ts';
import type { OwnMark } from '../../plan/ownFiles.ts';
import type { Level } from '../../plan/rows.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import { differenceText, estimateText, number2 } from '../../statistics/format.ts';
import { counted } from '../../sweep/touched/touch.ts';

/** Settings that people know by another name than the code. */
const names: Readonly<Record<string, string>> = {
  kappa: 'κ',
  rho: 'ρ',
  burnHalfLife: 'the half-life of the burn price',
  'validator.alpha': 'the step of the validators’ moving average',
};

/** A setting in a sentence: `the immunity period`; one whose name is no words keeps it, as code. */
export function settingWords(name: string): string {
  if (names[name] !== undefined) return names[name];
  if (!/^[a-z]+(?:[A-Z][a-z]+)*$/.test(name) || /(?:On|Enabled)$/.test(name)) return `\`${name}\``;
  return `the ${name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`;
}

/** Settings that say in which world something was found, as short as a sentence needs them. */
const places: Readonly<Record<string, string>> = {
  'validator.alpha': 'averaging step',
  'scenario.cabalShare': 'cabal’s stake',
  'scenario.cabalSelfWeight': 'self-weight',
};

/**
 * In which world something was found: `averaging step 0.05` for the label `validator.alpha 0.05`; a name that the table lacks stays as it
 * is, as code.
 */
export function placeWords(label: string): string {
  const parts = label.split(', ').map((part) => {
    const [, name, value] = /^(\S+) (.*)$/.exec(part) ?? [];
    const words = places[name] ?? places[`scenario.${name}`] ?? places[`validator.${name}`];
    return words === undefined ? null : `${words} ${value}`;
  });
  return parts.every((part) => part !== null) ? parts.join(', ') : `\`${label}\``;
}

/** The same at the start of a sentence. */
export const sentenceCase = (text: string): string =>
  text.replace(/^[a-z]/, (letter) => letter.toUpperCase());

/** A value of a setting: `7,200 blocks`, `0.1`, `` `true` ``; an amount of RAO in TAO. */
export function valueWords(value: Level, unit: string): string {
  if (typeof value !== 'number') return `\`${value}\``;
  if (unit === 'RAO') return `${number2(value / raoPerTao)} TAO`;
  return unit === '' || unit === 'share' || unit.startsWith('/')
    ? number2(value)
    : `${number2(value)} ${unit}`;
}

/** A measure in an answer: what it is a loss against is told below it. */
export function measureWords(name: string, plan: OwnMark = {}): string {
  const title = metricTitle(name, plan);
  return title === name ? `\`${name}\`` : title.replace(' against the frontier', '');
}

/** The unit after a number, as it is said: ` nats`, ` of emission`; empty where there is none. */
export function unitWords(name: string, plan: OwnMark = {}): string {
  const unit = metric(name, plan)?.unit ?? '';
  if (unit === '' || unit === 'share' || unit === 'ratio') return '';
  return ` ${unit.replace(/^share of/, 'of')}`;
}

/** `mean loss is 0.030 ± 0.002 nats higher`; where the interval holds 0, `mean loss differs by +0.001 ± 0.003 nats`. */
export function differsWords(estimate: Estimate, name: string, plan: OwnMark = {}): string {
  return `${measureWords(name, plan)} ${changeOf(estimate, name, plan)}`;
}

/** The same of the measure at one value: `mean loss at 7,200 blocks is 0.030 ± 0.002 nats higher`. */
export const differsAt = (at: string, estimate: Estimate, name: string, plan: OwnMark = {}): string =>
  `${measureWords(name, plan)} at ${at} ${changeOf(estimate, name, plan)}`;

function changeOf(estimate: Estimate, name: string, plan: OwnMark): string {
  const unit = unitWords(name, plan);
  if (holdsZero(estimate)) return `differs by ${differenceText(estimate)}${unit}`;
  return `is ${sizeText(estimate)}${unit} ${estimate.mean > 0 ? 'higher' : 'lower'}`;
}

export const holdsZero = ({ low, high }: Estimate): boolean => low <= 0 && high >= 0;

/** How large a difference is, whichever way it goes. */
export const sizeText = (estimate: Estimate): string =>
  estimateText(estimate.mean < 0 ? negated(estimate) : estimate);

/** A difference seen from the other side. */
export const negated = <One extends Estimate>(estimate: One): One => ({
  ...estimate,
  mean: -estimate.mean,
  low: -estimate.high,
  high: -estimate.low,
});

/** `12 worlds`; a pair of a seed and its mirror is one observation. */
export const worldsWords = (count: number, { antithetic }: { readonly antithetic?: boolean } = {}): string =>
  antithetic === true ? counted(count, 'pair of worlds', 'pairs of worlds') : counted(count, 'world');
