import { stream } from '../../../sim/random.ts';
import { type Comparison, type Judged, judge } from '../../analysis/requirements/comparison.ts';
import { standingOf } from '../../analysis/requirements/standing.ts';
import { choose } from '../../methods/proposal/choose.ts';
import { decide, type Evidence, type Verdict } from '../../methods/proposal/decide.ts';
import { leastSeeds } from '../../plan/termsOf.ts';
import { upperShare } from '../../statistics/shareBound.ts';
import type { Kind, KindName } from './kinds.ts';
import { type Draw, drawnAgain, type Population, powerIn } from './population.ts';

/** What the rule says of many studies of one kind. */
export interface RuleCount {
  /** The committed study whose seeds are drawn. */
  readonly population: string;
  readonly draw: Draw;
  readonly kind: KindName;
  readonly studies: number;
  /** Seeds of each: those that the rule's power formula names for the value in question, at least eight; lowest and highest. */
  readonly seeds: readonly [number, number];
  readonly change: number;
  /** Of these, with the value that gains. */
  readonly right: number;
  readonly noChange: number;
  readonly notEnough: number;
  /** Upper 95 % bound of the share of `change`. */
  readonly upper: number;
  /** What the formula promised to find, as a mean share; null where nothing is to be found. */
  readonly promised: number | null;
  /** `change` if a lower bound above zero and a mean of at least the margin were enough of a gain. */
  readonly looser: number;
}

/** Seeds above which a kind is left out: its guardrails are too noisy for its allowances. */
const mostSeeds = 2000;

/** Counts the verdicts on `studies` studies of a kind; null where the formula names no number of seeds that can be drawn. */
export function countVerdicts(population: Population, kind: Kind, studies: number): RuleCount | null {
  const { study, draw, terms, candidates } = population;
  const powers = new Map(candidates.map((level) => [level, powerIn(population, level)]));
  const seedsOf = (level: number) => powers.get(level)?.enough ?? Number.POSITIVE_INFINITY;
  const wanted = candidates.map((level) => Math.max(leastSeeds, seedsOf(level)));
  if (Math.max(...wanted) > mostSeeds) return null;
  const counts = { change: 0, 'no change': 0, 'not enough evidence': 0 } satisfies Record<Verdict, number>;
  const [{ margin }] = study.objectives;
  const levels = [...candidates, terms.statusQuo].sort((one, other) => one - other);
  let [right, looser] = [0, 0];
  for (let k = 0; k < studies; k++) {
    const { planted, best } = kind.planted(population, k);
    const seeds = wanted[candidates.indexOf(best)];
    const draws = stream(k, `decision rule: ${kind.name}`, `${study.name}, ${draw}`);
    const judged = judge(study, terms, drawnAgain(population, planted, seeds, draws), candidates);
    const chosen = choose(judged, { statusQuo: terms.statusQuo, margin, levels });
    const { verdict } = decide(evidenceOf(judged, chosen));
    counts[verdict] += 1;
    if (verdict === 'change' && chosen.level === best) right += 1;
    if (judged.some(passesLoosely)) looser += 1;
  }
  return {
    population: study.name,
    draw,
    kind: kind.name,
    studies,
    seeds: [Math.min(...wanted), Math.max(...wanted)],
    change: counts.change,
    right,
    noChange: counts['no change'],
    notEnough: counts['not enough evidence'],
    upper: rounded(upperShare(counts.change, studies)),
    promised: kind.isChange ? rounded(promisedIn(population, wanted)) : null,
    looser,
  };
}

function evidenceOf(judged: readonly Judged[], chosen: Judged): Evidence {
  return {
    faults: [],
    judged: chosen.comparisons,
    others: judged.filter((one) => one !== chosen),
    confirmed: null,
    confirmSeeds: 0,
    runsPerSeed: { study: 1, confirmation: 1 },
    enough: null,
  };
}

/** Mean power over the values of the knob, each on its own number of seeds. */
function promisedIn(population: Population, wanted: readonly number[]): number {
  const shares = population.candidates.map((level, k) => powerIn(population, level, wanted[k])?.found ?? 0);
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** The other form of a gain. */
const gains = ({ harm, limit }: Comparison): boolean => harm !== null && harm.high < 0 && harm.mean <= limit;

const passesLoosely = ({ comparisons }: Judged): boolean =>
  comparisons.every((one) => (one.role === 'gain' ? gains(one) : standingOf(one) === 'kept'));

const rounded = (share: number): number => Number(share.toPrecision(4));
