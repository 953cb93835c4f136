import { metric as metricNamed } from '../../plan/measures.ts';
import type { Level } from '../../plan/rows.ts';
import type { Study } from '../../plan/study.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import { type Indifference, indifference, seedsNeeded } from '../../statistics/indifference.ts';
import { gapsOf, lossesOf } from '../../statistics/lossToBest.ts';
import { maxTIntervals } from '../../statistics/maxT.ts';
import { meanInterval } from '../../statistics/meanInterval.ts';
import { type BySeed, bySeedDifference, differences } from '../../statistics/paired.ts';
import { detectableIn } from '../detectableIn.ts';
import { keyedNormal } from '../keyedDraws.ts';
import type { KnobLevel, KnobOutcome, KnobVerdict } from './answers.ts';
import type { Worlds } from './worlds.ts';

/** The levels of one factor with the one that effects are measured from. */
export interface Knob {
  readonly name: string;
  readonly levels: readonly Level[];
  readonly reference: Level;
}

/** Seeds beyond which "that many would decide" is no advice. */
const mostSeeds = 100_000;

/** What one factor does to one objective, averaged over the other factors. */
export function knobVerdict(
  worlds: Worlds,
  { name, levels, reference }: Knob,
  { metric, margin }: Study['objectives'][number],
  study: Study,
): KnobVerdict {
  const values = levels.map((level) => worlds.mean({ [name]: level }, metric));
  const known = metricNamed(metric, study);
  const key = `knob ${name} ${metric}`;
  const places = levels.map((_, k) => k);
  const signed =
    known?.better === 'higher' ? values.map((own) => own.map((value) => value && -value)) : values;
  const found = indifference(places, signed, margin, keyedNormal(key));
  const effects = effectsFrom(values, levels.indexOf(reference), key);
  const outcome = outcomeOf(values, found);
  return {
    metric,
    margin,
    unit: known?.unit ?? '',
    outcome,
    best: found === null ? null : levels[found.best],
    byLevel: levels.map((level, k) => levelOf(level, values[k], effects[k], found, k)),
    seedsNeeded: outcome === 'open' ? seedsThatDecide(signed, margin, key) : null,
    detectable: detectableIn(values, levels.indexOf(reference)),
    seeds: worlds.seeds.length,
  };
}

function levelOf(
  level: Level,
  values: BySeed,
  effect: Estimate | null,
  found: Indifference | null,
  place: number,
): KnobLevel {
  const present = values.filter((value) => value !== null);
  const own = found?.levels[place];
  const loss = own?.difference ?? null;
  return {
    level,
    mean: present.length > 0 ? meanInterval(present) : null,
    effect,
    state: own?.state ?? 'missing',
    loss: loss === null ? null : { low: loss.low, high: loss.high },
  };
}

/** Differences of every level from one, with simultaneous intervals; null for that one, and where two seeds do not have both. */
function effectsFrom(values: readonly BySeed[], from: number, key: string): (Estimate | null)[] {
  const contrasts = values.map((own) => bySeedDifference(own, values[from]));
  const places = values
    .map((_, k) => k)
    .filter((k) => k !== from && contrasts[k].filter((gap) => gap !== null).length >= 2);
  if (places.length === 0) return values.map(() => null);
  const intervals = maxTIntervals(
    places.map((k) => contrasts[k]),
    keyedNormal(`effects of ${key}`),
  );
  return values.map((_, k) => intervals[places.indexOf(k)] ?? null);
}

function outcomeOf(values: readonly BySeed[], found: Indifference | null): KnobOutcome {
  const states = (found?.levels ?? []).map(({ state }) => state).filter((state) => state !== 'missing');
  if (states.length < 2) return 'none';
  const moves = values.some((own) => differences(own, values[0]).some((gap) => gap !== 0));
  if (!moves) return 'nothing';
  if (states.includes('undecided')) return 'open';
  return states.includes('out') ? 'decided' : 'small';
}

/** Seeds at which no level is undecided, if means stay as they are and intervals shrink with √n; null where 100,000 are too few. */
function seedsThatDecide(signed: readonly BySeed[], margin: number, key: string): number | null {
  const present = signed.filter((own) => own.filter((value) => value !== null).length >= 3);
  const seeds = signed[0].length;
  const gaps = gapsOf(present, keyedNormal(key));
  const means = gaps.means.map((row) => row[0]);
  const best = means.indexOf(Math.min(...means));
  const isDecided = (n: number) =>
    lossesOf(gaps, best, Math.sqrt(seeds / n)).every(({ low, high }) => high <= margin || low > margin);
  const enough = seedsNeeded(seeds, isDecided);
  return enough > mostSeeds ? null : enough;
}
