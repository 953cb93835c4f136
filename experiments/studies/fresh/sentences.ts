import { differenceOf, meanOfCondition } from '../../analysis/models/comparison.ts';
import {
  type Fate,
  type Held,
  type RepeatedVerdict,
  type Repetition,
  repeatedHeadline,
  repeatedVerdicts,
} from '../../analysis/models/repetition.ts';
import { type Rung, sideOf, type Turn, turnsOf } from '../../analysis/models/turning.ts';
import { sentenceCase } from '../../report/answer/phrases.ts';
import { measureOf } from '../../report/models/words.ts';
import { differenceText, estimateText, number2, withUnit } from '../../statistics/format.ts';
import type { AskedAgain, Signed } from './asked.ts';
import { attackAt, type Ladder, usualOf } from './ladder.ts';

const withinWords =
  'Counted as repeated, stated before the run: the same verdict at the same margin, intervals that overlap, and no sign that turns.';

const fateWords: Readonly<Record<Fate, string>> = {
  repeated: 'repeated',
  'still open': 'still not decided',
  'decided now': 'decided now',
  'not repeated': '**not repeated**',
};

/** What a run on fresh seeds made of the verdicts and the numbers of the answer, a sentence each. */
export function repeatedSentences(first: Held, fresh: Held, { headlines }: AskedAgain): string[] {
  const verdicts = repeatedVerdicts(first, fresh);
  const counted = (fate: Fate) => verdicts.filter((one) => one.fate === fate).length;
  const fates = (Object.keys(fateWords) as Fate[])
    .filter((fate) => counted(fate) > 0)
    .map((fate) => `${counted(fate)} ${fateWords[fate]}`);
  const seeds = `${fresh.study.seeds} seeds that no run had seen, from ${fresh.study.firstSeed ?? 1} on`;
  return [
    `Asked again on ${seeds}: of ${verdicts.length} verdicts ${fates.join(', ')}. ${withinWords}`,
    `${sentenceCase(measureOf(first.study, first.study.decides).title)}, first and again: ${verdicts.map((one) => verdictText(first, one)).join('; ')}.`,
    `Numbers of the answer, first and again: ${headlines
      .map((headline) => {
        const again = repeatedHeadline(first, fresh, headline);
        return `${headline.words} ${pairText(again, headline.unit, headline.of === 'difference')} (${fateWords[again.fate]})`;
      })
      .join('; ')}.`,
  ];
}

function verdictText(
  { study }: Held,
  { condition, verdicts: [then, now], ...both }: RepeatedVerdict,
): string {
  const { unit } = measureOf(study, study.decides);
  const change = then === now ? then : `${then}, now ${now}`;
  return `${condition} ${pairText(both, unit, true)} (${change}${both.fate === 'not repeated' ? ', **not repeated**' : ''})`;
}

function pairText({ first, fresh }: Repetition, unit: string, isSigned: boolean): string {
  const text = isSigned ? differenceText : estimateText;
  return `${text(first)} and ${withUnit(text(fresh), unit)}`;
}

/** Where each assumption turns the sign of an answer, or that none does, a sentence for each assumption. */
export const turningSentences = (held: Held, { ladders = [], signs = [] }: AskedAgain): string[] =>
  ladders.map((ladder) => ladderSentence(held, ladder, signs));

function ladderSentence(held: Held, ladder: Ladder, signs: readonly Signed[]): string {
  const found = signs.map((signed) => ({ signed, rungs: rungsOn(held, ladder, signed) }));
  const turned = found.flatMap(({ signed, rungs }) =>
    turnsOf(rungs).map((turn) => turnText(signed, turn, rungs)),
  );
  const [{ rungs }] = found;
  const [low, high] = [rungs[0].value, rungs[rungs.length - 1].value].map(number2);
  const range = `${ladder.words}, no source, tried from ${low} to ${high} (usual ${number2(usualOf(held.study, ladder))}, ${held.study.attackSeeds} seeds)`;
  return turned.length === 0
    ? `Assumed: ${range}: no sign turns.${openWords(found)}`
    : `Assumed: ${range}: ${turned.join('; ')}.${openWords(found)}`;
}

function turnText({ above, below }: Signed, { from, to }: Turn, rungs: readonly Rung[]): string {
  const said = ({ side }: Rung) => (side === 'above' ? above : below);
  const low = from === rungs[0] ? `at ${number2(from.value)}` : `up to ${number2(from.value)}`;
  const high = to === rungs[rungs.length - 1] ? `at ${number2(to.value)}` : `from ${number2(to.value)} on`;
  return `${low} ${said(from)}, ${high} ${said(to)}`;
}

/** Signs that the seeds leave open at the usual value, which a ladder says nothing about. */
function openWords(found: readonly { readonly signed: Signed; readonly rungs: readonly Rung[] }[]): string {
  const open = found.filter(({ rungs }) => rungs.every(({ side }) => side === null));
  return open.length === 0
    ? ''
    : ` Open at every value: whether ${open.map(({ signed }) => signed.above).join('; whether ')}.`;
}

/** [value, ascending, the usual one among them] Throws a `RangeError` for a value that the plan does not try. */
function rungsOn(held: Held, { setting, ...ladder }: Ladder, signed: Signed): Rung[] {
  const { study } = held;
  const usual = usualOf(study, { setting, ...ladder });
  const at = (value: number, attack: string | null): Rung => ({
    value,
    side: sideOf(intervalOf(held, signed, attack)),
  });
  const tried = ladder.values.map((value) => {
    const attack = attackAt(study, setting, value);
    if (attack === undefined)
      throw new RangeError(
        `${setting} of ${study.name} must be tried at ${value}; received no attack that sets it alone (run the sensitivity size again)`,
      );
    return at(value, attack.name);
  });
  return [at(usual, null), ...tried].sort((one, other) => one.value - other.value);
}

const intervalOf = ({ rows, study }: Held, { condition, measure, of }: Signed, attack: string | null) =>
  of === 'mean'
    ? meanOfCondition(rows, study, condition, measure, attack)
    : differenceOf(rows, study, condition, measure, attack);
