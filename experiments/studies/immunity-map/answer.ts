import type { Study } from '../../plan/study.ts';
import { fitting } from '../../report/answer/fitting.ts';
import { measureWords, sentenceCase, worldsWords } from '../../report/answer/phrases.ts';
import { number2 } from '../../statistics/format.ts';
import { flowWords, hoursOf, isInert, mattersIn, rangeWords, worstOf, worstWords } from './words.ts';
import type { MapWorld } from './worlds.ts';

/** The answer of the map in one sentence: in how many kinds of subnet immunity matters, what the worst value costs, and what is safe. */
export function mapAnswer(study: Study, worlds: readonly MapWorld[]): string {
  const onMap = worlds.filter(({ isOnMap, arm }) => isOnMap && arm === null);
  const own = onMap.length > 1 ? onMap : worlds.filter(({ arm }) => arm === null).slice(0, 1);
  const steady = own.filter(({ isSteady, losses }) => isSteady && losses !== null);
  if (steady.length === 0)
    return `Not settled by day ${number2(study.days)}: none of ${own.length} kinds of subnet gives a steady answer yet.`;
  const mattering = steady.filter((world) => mattersIn(world) === 'matters');
  const size = (world: MapWorld) => worstOf(world)?.difference?.mean ?? 0;
  const [worst] = (mattering.length > 0 ? mattering : steady).toSorted(
    (one, other) => size(other) - size(one),
  );
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
