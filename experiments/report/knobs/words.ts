import { raoPerTao } from '../../../sim/units.ts';
import type { Interaction, KnobAnswer, KnobVerdict, ScenarioAnswers } from '../../analysis/knobs/answers.ts';
import { metricTitle } from '../../analysis/metricTitle.ts';
import { metric as metricNamed } from '../../plan/measures.ts';
import type { OwnMark } from '../../plan/ownFiles.ts';
import type { Level } from '../../plan/rows.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import { decimalsOf, differenceText, levelText, number, number2 } from '../../statistics/format.ts';
import { fewestValues } from '../../statistics/indifference.ts';
import { powerWords } from '../powerWords.ts';

/** Why a factor changes nothing, by its name, as far as a look into a world tells. */
export type Reasons = ReadonlyMap<string, string>;

/** A level for people: with its unit where it is a number; an amount in TAO. */
export function levelWords(level: Level, unit: string): string {
  if (typeof level !== 'number') return String(level);
  return unit === 'RAO' ? `${number2(level / raoPerTao)} TAO` : levelText(level, unit);
}

/** `false and true`, `5,000, 7,200 and 14,400`. */
function listed(levels: readonly Level[]): string {
  const texts = levels.map((level) => (typeof level === 'number' ? number2(level) : String(level)));
  return texts.length < 2
    ? texts.join('')
    : `${texts.slice(0, -1).join(', ')} and ${texts[texts.length - 1]}`;
}

/** Whether all worlds are the same at every level. */
export const isIdle = ({ sameness }: KnobAnswer): boolean =>
  sameness.groups > 0 && sameness.same === sameness.groups;

/** Whether a factor changes nothing that matters to what decides. */
export const isInert = (knob: KnobAnswer): boolean =>
  isIdle(knob) || ['nothing', 'small'].includes(knob.verdicts[0].outcome);

/** An answer for every factor, those that do nothing first, then what the factors do to each other's effects. */
export function scenarioWords(
  { knobs, interactions }: ScenarioAnswers,
  reasons: Reasons,
  own: OwnMark,
): string[] {
  const inert = knobs.filter(isInert);
  const others = knobs.filter((knob) => !isInert(knob));
  const idle = knobs.filter(isIdle).map(({ name }) => name);
  const first = knobs[0].verdicts[0].metric;
  const told = interactions.filter(
    ({ metric, names }) => metric === first && !names.some((name) => idle.includes(name)),
  );
  return [
    ...[...inert, ...others].map((knob) => knobWords(knob, reasons, own)),
    ...interactionsWords(told, own),
  ];
}

function knobWords(knob: KnobAnswer, reasons: Reasons, own: OwnMark): string {
  if (isIdle(knob)) return idleWords(knob, reasons);
  const [verdict] = knob.verdicts;
  const reason = reasons.get(knob.name);
  return [
    verdictWords(knob, verdict, own),
    partlyWords(knob),
    isInert(knob) ? movedWords(knob) : '',
    reason === undefined ? '' : `Why: ${reason}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function idleWords({ name, levels, sameness }: KnobAnswer, reasons: Reasons): string {
  const reason = reasons.get(name);
  const why =
    reason === undefined
      ? 'The laboratory does not count what it touches, so it cannot say why.'
      : `Why: ${reason}`;
  return `**\`${name}\` does nothing here:** every world is the same to the last digit at ${listed(levels)} (${sameness.groups} comparisons). ${why}`;
}

/** Values of other factors with which a factor changes nothing. */
function partlyWords({ sameness: { where } }: KnobAnswer): string {
  if (where.length === 0) return '';
  const places = where.map(({ name, value }) => `\`${name}\` is ${levelWords(value, '')}`);
  return `Where ${places.join(' or ')} it changes nothing, to the last digit.`;
}

function movedWords({ moved, reference }: KnobAnswer): string {
  if (moved.length === 0) return 'No other measure moves by a thousandth for certain.';
  const told = moved.slice(0, 3).map(({ metric, unit, level, effect }) => {
    return `\`${metric}\` by ${`${differenceText(effect)} ${unit}`.trimEnd()} at ${listed([level])}`;
  });
  return `Against ${listed([reference])} it moves ${told.join('; ')}.`;
}

function verdictWords(knob: KnobAnswer, verdict: KnobVerdict, own: OwnMark): string {
  const { name } = knob;
  const title = metricTitle(verdict.metric, own);
  const { outcome } = verdict;
  if (outcome === 'none')
    return `**\`${name}\`:** no two values can be compared by ${title}: at least ${fewestValues} seeds with values are needed (measure more days, or run more seeds).`;
  if (outcome === 'nothing')
    return `**\`${name}\` does not move ${title} here:** at ${listed(knob.levels)} it is the same to the last digit on every seed.`;
  if (outcome === 'small') return smallWords(knob, verdict, title);
  return outcome === 'decided' ? decidedWords(knob, verdict, title) : openWords(knob, verdict, title);
}

/** Below the margin, with what these seeds would have found. */
function smallWords({ name }: KnobAnswer, verdict: KnobVerdict, title: string): string {
  const { margin, unit, detectable, seeds } = verdict;
  return `**\`${name}\` does nothing that matters to ${title} here:** every value is within ${amount(margin, unit)} of the best for certain (${seeds} seeds, 95 %).${powerWords(detectable, margin, unit)}`;
}

function decidedWords(knob: KnobAnswer, verdict: KnobVerdict, title: string): string {
  const { byLevel, margin, unit, seeds, best } = verdict;
  const of = (state: string) => byLevel.filter((one) => one.state === state);
  const good = of('in').map(({ level }) => level);
  const worst = of('out').map(({ level, loss }) => `${listed([level])} by ${lossText(loss, unit)}`);
  const head =
    good.length === 1
      ? `${levelWords(good[0], knob.unit)} is best`
      : `${listed(good)} are as good as the best (within ${amount(margin, unit)})`;
  return `**\`${knob.name}\`: ${head}** by ${title}; worse: ${worst.join(', ')} (${seeds} seeds, comparisons with the best, 95 %).${inForceWords(knob, verdict, best)}`;
}

function openWords(knob: KnobAnswer, verdict: KnobVerdict, title: string): string {
  const { byLevel, best, margin, unit, seeds, seedsNeeded } = verdict;
  const out = byLevel.filter(({ state }) => state === 'out').map(({ level }) => level);
  const certain = out.length === 0 ? '' : ` Worse than the best for certain: ${listed(out)}.`;
  const need =
    seedsNeeded === null
      ? 'No affordable number of seeds would decide.'
      : `About ${number2(seedsNeeded)} seeds would decide.`;
  return `**\`${knob.name}\`: not enough evidence** by ${title} (margin ${amount(margin, unit)}, ${seeds} seeds). ${best === null ? '' : `${levelWords(best, knob.unit)} has the best mean.`}${effectWords(knob, verdict)}${certain} ${need}`;
}

/** The value in force against the best, where it is not the best. */
function inForceWords({ inForce }: KnobAnswer, { byLevel }: KnobVerdict, best: Level | null): string {
  if (inForce === null) return ' The value in force was not swept.';
  const own = byLevel.find(({ level }) => level === inForce);
  if (inForce === best) return ` ${listed([inForce])} is in force.`;
  const state = own?.state === 'in' ? 'as good' : 'worse';
  return ` In force is ${listed([inForce])}, which is ${state}.`;
}

/** The largest effect from the value in force. */
function effectWords({ reference }: KnobAnswer, { byLevel, unit }: KnobVerdict): string {
  const effects = byLevel.flatMap(({ level, effect }) => (effect === null ? [] : [{ level, effect }]));
  if (effects.length === 0) return '';
  const { level, effect } = effects.reduce((one, other) =>
    Math.abs(other.effect.mean) > Math.abs(one.effect.mean) ? other : one,
  );
  return ` From ${listed([reference])} to ${listed([level])} it moves by ${`${differenceText(effect)} ${unit}`.trimEnd()}.`;
}

/** What pairs do to each other's effects: those that matter or are not known one by one, the others together. */
function interactionsWords(told: readonly Interaction[], own: OwnMark): string[] {
  const small = told.filter(({ outcome }) => outcome === 'nothing' || outcome === 'small');
  const others = told.filter(({ outcome }) => outcome === 'depends' || outcome === 'open');
  return [...others.map(interactionWords), ...(small.length === 0 ? [] : [smallPairsWords(small, own)])];
}

function smallPairsWords(small: readonly Interaction[], own: OwnMark): string {
  const pairs = small.map(({ names: [one, other] }) => `\`${one}\` and \`${other}\``);
  const [{ metric, margin, unit }] = small;
  const size = small.every(({ outcome }) => outcome === 'nothing')
    ? 'not at all'
    : `by less than ${amount(margin, unit)} for certain`;
  return `Change each other’s effect on ${metricTitle(metric, own)} ${size}: ${pairs.join('; ')}.`;
}

function interactionWords({ names, outcome, contrasts, unit }: Interaction): string {
  const [one, other] = names.map((name) => `\`${name}\``);
  const { first, second, estimate } = strongest(contrasts);
  const size = `the effect of ${one} from ${listed([first[0]])} to ${listed([first[1]])} at ${other} ${listed([second[1]])}, less that at ${listed([second[0]])}, is ${`${differenceText(estimate)} ${unit}`.trimEnd()}`;
  return outcome === 'depends'
    ? `**${one} and ${other} depend on each other:** ${size}. The answers above are averages over both.`
    : `**Whether ${one} and ${other} depend on each other is not known:** ${size}.`;
}

/** The contrast that is farthest from 0 by its own error. */
function strongest(contrasts: Interaction['contrasts']): Interaction['contrasts'][number] {
  const size = ({ mean, sd, n }: Estimate) =>
    sd === 0 ? Math.abs(mean) * 1e9 : Math.abs(mean) / (sd / Math.sqrt(n));
  return contrasts.reduce((best, one) => (size(one.estimate) > size(best.estimate) ? one : best));
}

const amount = (value: number, unit: string): string => `${number2(value)} ${unit}`.trimEnd();

/** `0.012 nats [0.010, 0.014]`, or `0.010 to 0.014 nats`: what is lost against the best. */
function lossText(loss: { readonly low: number; readonly high: number } | null, unit: string): string {
  if (loss === null) return 'an unknown amount';
  const places = decimalsOf((loss.high - loss.low) / 2);
  if (loss.low === loss.high) return amount(loss.low, unit);
  return `${number(loss.low, places)} to ${number(loss.high, places)} ${unit}`.trimEnd();
}

/** What it was judged by, and why: the first line under an answer. */
export function judgedWords(
  objectives: readonly { readonly metric: string; readonly margin: number; readonly because?: string }[],
  own: OwnMark,
): string {
  const [{ metric, margin, because }, ...others] = objectives;
  const known = metricNamed(metric, own);
  const side = known === undefined || known.better === 'none' ? '' : `, ${known.better} is better`;
  const title = metricTitle(metric, own);
  const name = title === metric ? `\`${metric}\`` : `${title} (\`${metric}\`)`;
  const beside =
    others.length === 0 ? '' : ` Beside it: ${others.map((one) => `\`${one.metric}\``).join(', ')}.`;
  return `Judged by ${name}${side}, margin ${amount(margin, known?.unit ?? '')}${because === undefined ? ', as asked' : `, because ${because}`}.${beside}`;
}
