import type { ModelRow } from '../../plan/modelRows.ts';
import type { ModelCondition, ModelStudy } from '../../plan/modelStudy.ts';
import { modelNamed } from '../../plan/modelTrial.ts';
import { differenceText, withUnit } from '../../statistics/format.ts';
import { type MeanInterval, meanInterval } from '../../statistics/meanInterval.ts';
import { differences } from '../../statistics/paired.ts';
import { valuesBySeed } from './comparison.ts';

/** The condition that does best in the main rows so far: its paired difference from the first one. */
export interface ConditionLeader {
  readonly condition: ModelCondition;
  /** Condition less first, one value a seed, in the unit of the measure that decides. */
  readonly difference: MeanInterval;
}

/**
 * The leader of a running study of a model in the measure that decides; null where that measure has no better side, and before two seeds have
 * both. It leads a race that is not over: of many conditions one leads by luck.
 */
export function conditionLeader(study: ModelStudy, rows: readonly ModelRow[]): ConditionLeader | null {
  const { better } = decidingMeasure(study);
  const [first, ...others] = study.conditions;
  const valuesOf = (name: string) => valuesBySeed(rows, study, name, study.decides);
  const found = others.flatMap((condition): ConditionLeader[] => {
    const gaps = differences(valuesOf(condition.name), valuesOf(first.name));
    return gaps.length < 2 ? [] : [{ condition, difference: meanInterval(gaps) }];
  });
  if (better === null || found.length === 0) return null;
  const gain = ({ difference: { mean } }: ConditionLeader) => (better === 'higher' ? mean : -mean);
  return found.reduce((best, one) => (gain(one) > gain(best) ? one : best));
}

/** `best so far: loop, served loss −0.012 ± 0.004 nats from nothing (n 8)`; where the first condition leads, with the next one. */
export function conditionLeaderWords(study: ModelStudy, { condition, difference }: ConditionLeader): string {
  const { title, unit, better } = decidingMeasure(study);
  const { mean, low, high, n } = difference;
  const first = study.conditions[0].name;
  if (low === 0 && high === 0)
    return `none leads so far: ${condition.name} and ${first} have the same ${title} (n ${n})`;
  const effect = `${title} ${withUnit(differenceText(difference), unit)}`;
  return mean > 0 === (better === 'higher')
    ? `best so far: ${condition.name}, ${effect} from ${first} (n ${n})`
    : `best so far: ${first}; next ${condition.name}, ${effect} (n ${n})`;
}

function decidingMeasure({ model, decides }: ModelStudy) {
  const measure = modelNamed(model).measures.find(({ name }) => name === decides);
  if (measure === undefined)
    throw new RangeError(`${decides} must be a measure of ${model} (see models ${model})`);
  return measure;
}
