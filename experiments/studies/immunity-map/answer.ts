import type { Study } from '../../plan/study.ts';
import { fitting } from '../../report/answer/fitting.ts';
import { measureWords, sentenceCase, worldsWords } from '../../report/answer/phrases.ts';
import { firstYardstick, yardstickWords } from '../../report/answer/yardstick.ts';
import { number2 } from '../../statistics/format.ts';
import { flowWords, hoursOf, isInert, mattersIn, rangeWords, worstOf, worstWords } from './words.ts';
import type { MapWorld } from './worlds.ts';

/** The settled kinds of subnet that the answer is about, and the one in which the worst value costs most; null where none has settled. */
function toldOf(worlds: readonly MapWorld[]) {
  const onMap = worlds.filter(({ isOnMap, arm }) => isOnMap && arm === null);
  const own = onMap.length > 1 ? onMap : worlds.filter(({ arm }) => arm === null).slice(0, 1);
  const steady = own.filter(({ isSteady, losses }) => isSteady && losses !== null);
  const mattering = steady.filter((world) => mattersIn(world) === 'matters');
  const size = (world: MapWorld) => worstOf(world)?.difference?.mean ?? 0;
  const [worst = null] = (mattering.length > 0 ? mattering : steady).toSorted(
    (one, other) => size(other) - size(one),
  );
  return { own, steady, mattering, worst };
}

/** Whether what the answer tells is much; null where nothing has settled, or immunity does nothing. */
export function mapYardstick(study: Study, worlds: readonly MapWorld[]): string | null {
  const { steady, worst } = toldOf(worlds);
  const told = worst === null ? null : worstOf(worst);
  if (!told?.difference || steady.every(isInert)) return null;
  return yardstickWords([firstYardstick(study, told.difference, `that of ${hoursOf(told.level)} hours`)]);
}

/** The answer of the map in one sentence: in how many kinds of subnet immunity matters, what the worst value costs, and what is safe. */
export function mapAnswer(study: Study, worlds: readonly MapWorld[]): string {
  const { own, steady, mattering, worst } = toldOf(worlds);
  if (worst === null)
    return `Not settled by day ${number2(study.days)}: none of ${own.length} kinds of subnet gives a steady answer yet.`;
  const counted = worldsWords(worst.losses?.levels[0]?.difference?.n ?? study.seeds);
  const hours = `${hoursOf(worstOf(worst)?.level ?? 0)} hours`;
  const lost = `${worstWords(worst)} nats of ${measureWords(study.objectives[0].metric)}`;
  const at = `with ${flowWords(worst.place.flow)} newcomers a day`;
  const safe = rangeWords(worst, 'in');
  const safeWords = safe === null ? '' : `; ${safe.replace('–', ' to ')} hours are safe`;
  if (steady.every(isInert))
    return `The immunity period does nothing in ${steady.length} kinds of subnet: every world is the same to the last digit (${counted}).`;
  if (mattering.length === 0)
    return `The immunity period makes no difference that matters in ${steady.length} kinds of subnet that settled; ${at}, ${hours} cost ${lost}, the most of all (${counted}).`;
  const kinds = `${steady.length} kinds of subnet${steady.length < own.length ? ' that settled' : ''}`;
  const where = own.length === 1 ? '' : `Immunity matters in ${mattering.length} of ${kinds}: `;
  const told =
    where === ''
      ? `${sentenceCase(at)}, ${hours} of immunity cost ${lost}`
      : `${where}${at}, ${hours} cost ${lost}`;
  return fitting(`${told}${safeWords} (${counted}).`, `${told} (${counted}).`);
}
