import { metric as metricNamed } from '../../plan/measures.ts';
import type { Study } from '../../plan/study.ts';
import { type BySeed, differences, pairedDifference } from '../../statistics/paired.ts';
import type { Moved } from './answers.ts';
import type { Knob } from './verdict.ts';
import type { Worlds } from './worlds.ts';

/** Measures that are told. */
const most = 5;
/** Part of its mean by which a measure must move to be told. */
const least = 0.001;
/** Fewest seeds that tell that a measure is moved. */
const fewest = 4;

/**
 * Measures, the objectives apart, that a factor moves: their interval lies beyond 0 by a confidence that holds for all measures and levels
 * together (Bonferroni, 95 %), and they move by a thousandth of their mean or more. Measures that lay blame, and names that no catalogue has, are left out.
 */
export function movedBy(worlds: Worlds, { name, levels, reference }: Knob, study: Study): Moved[] {
  const names = worlds.metrics().filter((metric) => {
    const known = metricNamed(metric, study);
    return known?.name === metric && known.isDescriptive !== true && !isObjective(study, metric);
  });
  const others = levels.filter((level) => level !== reference);
  const level = 1 - 0.05 / Math.max(1, names.length * others.length);
  const found = names.flatMap((metric) => {
    const base = worlds.mean({ [name]: reference }, metric);
    const effects = others.flatMap((to) => {
      const own = worlds.mean({ [name]: to }, metric);
      const effect = pairedDifference(own, base, level);
      const isSure =
        effect !== null && differences(own, base).length >= fewest && (effect.low > 0 || effect.high < 0);
      return isSure && Math.abs(effect.mean) >= least * sizeOf(base)
        ? [{ metric, unit: metricNamed(metric, study)?.unit ?? '', level: to, effect }]
        : [];
    });
    return effects.sort((one, other) => Math.abs(other.effect.mean) - Math.abs(one.effect.mean)).slice(0, 1);
  });
  return found.sort((one, other) => sureness(other) - sureness(one)).slice(0, most);
}

/** Mean size of the values that there are. */
function sizeOf(values: BySeed): number {
  const present = values.filter((value) => value !== null);
  return present.reduce((sum, value) => sum + Math.abs(value), 0) / Math.max(1, present.length);
}

const isObjective = ({ objectives }: Study, name: string): boolean =>
  objectives.some(({ metric }) => metric === name);

/** Mean over its standard error; one that does not scatter at all is the surest. */
const sureness = ({ effect: { mean, sd, n } }: Moved): number =>
  sd === 0 ? Number.POSITIVE_INFINITY : Math.abs(mean) / (sd / Math.sqrt(n));
