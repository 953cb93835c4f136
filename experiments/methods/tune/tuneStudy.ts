import { stream } from '../../../sim/random.ts';
import { readExpression } from '../../base/expression.ts';
import { UserError } from '../../base/userError.ts';
import { mostDimensions } from '../../plan/design/joeKuo.ts';
import { latinHypercube } from '../../plan/design/latinHypercube.ts';
import { scrambledSobol } from '../../plan/design/sobol.ts';
import { checkFresh, checkGuardrails, checkVaries } from './checks.ts';
import { type Contender, distinctContenders, expectedFront, smallestSufficient } from './contenders.ts';
import { type Evaluation, type Measure, settingKey } from './evaluation.ts';
import { expectsSafe, type Picture, pictureOf } from './picture.ts';
import { raceSettings } from './raceSettings.ts';
import { type KnobRange, rangesAround, regionShare } from './range.ts';
import { scorerOf } from './scores.ts';
import type { Search } from './search.ts';
import { searchNamed } from './searches.ts';
import { type Setting, spaceOf } from './space.ts';
import { toldOf } from './told.ts';
import type { TuneContext } from './tuneContext.ts';
import { mostContenders, type TunePlan } from './tunePlan.ts';
import { type Verdict, verdictOf } from './verdict.ts';

/** What a tuning study found: numbers, no words. */
export interface TuneOutcome {
  readonly verdict: Verdict;
  /** The setting that the ranges are drawn around: the recommended one, else what the picture expects to be best. */
  readonly center: Setting;
  readonly ranges: readonly KnobRange[];
  /** Share of the whole space expected to be as good as the center. */
  readonly regionShare: number;
  readonly evaluations: readonly Evaluation[];
  /** What each search chose at its end; null where it was told nothing. */
  readonly chosen: { readonly search: Setting | null; readonly random: Setting };
}

/** Points asked for at once: fixed, so that the number of workers changes nothing. */
const batch = 4;
/** Asks after which a point that the constraints forbid is replaced by one drawn at random. */
const mostAsks = 64;
const spaceProbes = 512;

/**
 * Tunes: the status quo on the search seeds, random search, the search itself, then what they found beside the smallest change that is
 * expected to be enough, all on fresh seeds. `measure` runs trials; the same measures give the same outcome. Throws `UserError` for an
 * objective that never varies, a guardrail that no trial met, an empty space, and where too many trials failed.
 */
export async function tuneStudy(plan: TunePlan, measure: Measure): Promise<TuneOutcome> {
  const { context, verdict, chosen } = await searchAndJudge(plan, measure);
  const { space, allows, evaluations } = context;
  const margins = plan.objectives.map(({ margin }) => margin);
  const picture = pictureOf(evaluations);
  const { recommended } = verdict;
  const center =
    recommended === null ? bestExpected(context, picture) : verdict.contenders[recommended].setting;
  const probes =
    space.size <= mostDimensions
      ? scrambledSobol(spaceProbes, space.size, plan.seed)
      : latinHypercube(spaceProbes, space.size, plan.seed);
  const allowed = probes.filter((point) => allows(space.settingOf(point)));
  return {
    verdict,
    center,
    ranges: rangesAround(picture, space, center, margins, allows),
    regionShare: regionShare(picture, space, space.pointOf(center), margins, allowed),
    evaluations,
    chosen,
  };
}

/** The first half of a study: every trial, and the verdict of the fresh seeds. Throws as `tuneStudy` does. */
export async function searchAndJudge(
  plan: TunePlan,
  measure: Measure,
): Promise<{ context: TuneContext; verdict: Verdict; chosen: TuneOutcome['chosen'] }> {
  const context = await contextOf(plan, measure);
  const { space, evaluations } = context;
  const range = (from: number, count: number) => Array.from({ length: count }, (_, k) => from + k);
  await context.run(
    'status quo',
    range(plan.firstSeed, plan.searchSeeds).map((seed) => ({ setting: plan.statusQuo, seed })),
  );
  const random = searchNamed('random', { dimensions: space.size, seed: plan.seed, budget: plan.budget });
  await runRandom(context, random);
  checkVaries(plan, evaluations);
  const chosenRandom = space.settingOf(random.best()!);
  const chosen = plan.search === 'random' ? null : await runSearch(context);
  checkGuardrails(plan, evaluations);
  const margins = plan.objectives.map(({ margin }) => margin);
  const picture = pictureOf(evaluations);
  const contenders = contendersOf(context, picture, chosen, chosenRandom, margins);
  const freshSeeds = range(plan.firstSeed + plan.searchSeeds, plan.confirmSeeds);
  const settings = [plan.statusQuo, ...contenders.map(({ setting }) => setting)];
  const fresh = await context.run(
    'confirm',
    freshSeeds.flatMap((seed) => settings.map((setting) => ({ setting, seed }))),
  );
  const scoresOf = (place: number) => freshSeeds.map((_, k) => fresh[k * settings.length + place].score);
  checkFresh(settings, freshSeeds.length, scoresOf);
  const verdict = verdictOf(
    contenders.map((contender, k) => ({ contender, scores: scoresOf(k + 1) })),
    scoresOf(0),
    margins,
    {
      normal: stream(plan.seed, 'tune', 'simultaneous').normal,
      uniform: stream(plan.seed, 'tune', 'front').next,
    },
  );
  return { context, verdict, chosen: { search: chosen, random: chosenRandom } };
}

async function contextOf(plan: TunePlan, measure: Measure): Promise<TuneContext> {
  const space = spaceOf(plan.dimensions);
  const score = await scorerOf(plan);
  const names = plan.dimensions.map(({ name }) => name);
  const constraints = await Promise.all(plan.constraints.map((text) => readExpression(text, names)));
  const allows = (setting: Setting) => constraints.every((constraint) => constraint.value(setting) === true);
  const evaluations: Evaluation[] = [];
  const known = new Map<string, Evaluation>();
  const keyOf = (setting: Setting, seed: number) => `${settingKey(setting)} ${seed}`;
  return {
    plan,
    space,
    allows,
    evaluations,
    async run(stage, wanted) {
      const missing = new Map(
        wanted
          .filter(({ setting, seed }) => !known.has(keyOf(setting, seed)))
          .map((one) => [keyOf(one.setting, one.seed), { ...one, stage }]),
      );
      const measures = await measure(
        [...missing.values()].map(({ setting, seed }) => ({ setting, seed, stage })),
      );
      for (const [k, [key, { setting, seed, point }]] of [...missing].entries()) {
        const found = measures[k];
        const evaluation: Evaluation = {
          setting,
          seed,
          stage,
          point: space.snap(point ?? space.pointOf(setting)),
          score: found === null ? null : score(found),
        };
        known.set(key, evaluation);
        evaluations.push(evaluation);
      }
      return wanted.map(({ setting, seed }) => known.get(keyOf(setting, seed))!);
    },
    told: (evaluation) => toldOf(evaluation, evaluations),
  };
}

/** Trial k of a search runs on the seed of place k mod searchSeeds, or the next on which its setting has not run. */
function seedFor(
  { plan, evaluations }: TuneContext,
  setting: Setting,
  serial: number,
  taken: readonly string[],
): number {
  const key = settingKey(setting);
  const seeds = Array.from(
    { length: plan.searchSeeds },
    (_, k) => plan.firstSeed + ((serial + k) % plan.searchSeeds),
  );
  const ran = (seed: number) =>
    taken.includes(`${key} ${seed}`) ||
    evaluations.some((one) => one.seed === seed && settingKey(one.setting) === key);
  return seeds.find((seed) => !ran(seed)) ?? seeds[0];
}

/** A point that the constraints allow. Throws `UserError` where none is found. */
function askAllowed({ space, allows, plan }: TuneContext, search: Search, serial: number): number[] {
  for (let k = 0; k < mostAsks; k++) {
    const point = search.ask();
    if (allows(space.settingOf(point))) return point;
  }
  const draws = stream(plan.seed, 'allowed points', serial);
  for (let k = 0; k < 20_000; k++) {
    const point = Array.from({ length: space.size }, () => draws.next());
    if (allows(space.settingOf(point))) return point;
  }
  const texts = plan.constraints.map((text) => JSON.stringify(text)).join(' and ');
  throw new UserError(
    `an empty space: none of 20,000 settings drawn at random meets ${texts}; loosen a constraint or widen a knob`,
  );
}

function planned(context: TuneContext, points: readonly number[][], serial: number) {
  const taken: string[] = [];
  return points.map((point, k) => {
    const setting = context.space.settingOf(point);
    const seed = seedFor(context, setting, serial + k, taken);
    taken.push(`${settingKey(setting)} ${seed}`);
    return { setting, seed, point };
  });
}

/** Random search asks for everything at once; what it is told waits until the scales of the guardrails are known. */
async function runRandom(context: TuneContext, search: Search): Promise<void> {
  const points = Array.from({ length: context.plan.budget }, (_, k) => askAllowed(context, search, k));
  const wanted = planned(context, points, 0);
  const evaluations = await context.run('random', wanted);
  tellAll(context, search, points, evaluations);
  const failed = evaluations.filter(({ score }) => score === null).length;
  if (failed > evaluations.length / 2)
    throw new UserError(
      `${failed} of ${evaluations.length} trials failed or have no value of an objective or guardrail: nothing can be searched; ` +
        'measure more days, or choose metrics that always have a value (their rows are kept)',
    );
}

function tellAll(
  context: TuneContext,
  search: Search,
  points: readonly number[][],
  evaluations: readonly Evaluation[],
): void {
  for (const [k, evaluation] of evaluations.entries()) {
    const told = context.told(evaluation);
    if (told !== null) search.tell(points[k], told, evaluation.seed);
  }
}

async function runSearch(context: TuneContext): Promise<Setting | null> {
  const { plan, space, allows } = context;
  if (plan.search === 'race') return raceSettings(context);
  const search = searchNamed(plan.search as Exclude<TunePlan['search'], 'race'>, {
    dimensions: space.size,
    seed: `${plan.seed};search`,
    budget: plan.budget,
    snap: space.snap,
    allows: (point) => allows(space.settingOf(point)),
  });
  for (let ran = 0; ran < plan.budget; ran += batch) {
    const points = Array.from({ length: Math.min(batch, plan.budget - ran) }, (_, k) =>
      askAllowed(context, search, plan.budget + ran + k),
    );
    tellAll(context, search, points, await context.run('search', planned(context, points, ran)));
  }
  const best = search.best();
  if (best === null) return null;
  const setting = space.settingOf(best);
  return allows(setting) ? setting : null;
}

/** The settings judged on fresh seeds: the smallest change first, then what the searches chose; a front where objectives compete. */
function contendersOf(
  context: TuneContext,
  picture: Picture,
  chosen: Setting | null,
  random: Setting,
  margins: readonly number[],
): Contender[] {
  const { plan, space, allows, evaluations } = context;
  if (margins.length > 1) {
    const front = expectedFront(picture, evaluations, mostContenders(margins.length));
    const named = front.map(({ setting }) => ({ setting, roles: ['expected front'] }));
    return distinctContenders(named, plan.statusQuo);
  }
  const best = bestExpected(context, picture, [chosen ?? random, random]);
  const small = smallestSufficient(picture, space, plan.statusQuo, best, margins, allows);
  const found = [
    { setting: small, roles: ['smallest sufficient change'] },
    ...(chosen === null ? [] : [{ setting: chosen, roles: [`choice of ${plan.search}`] }]),
    { setting: random, roles: ['choice of random search'] },
  ];
  return distinctContenders(found, plan.statusQuo);
}

/** The setting that the picture expects to be best on the first objective, of all that were tried or named. */
function bestExpected(
  { plan, space, evaluations }: TuneContext,
  picture: Picture,
  named: readonly Setting[] = [],
): Setting {
  const tried = [...named, ...evaluations.map(({ setting }) => setting)];
  const places = [...new Map(tried.map((setting) => [settingKey(setting), setting])).values()].map(
    (setting) => ({
      setting,
      point: space.pointOf(setting),
    }),
  );
  const safe = places.filter(({ point }) => expectsSafe(picture, point));
  const open = safe.length > 0 ? safe : places;
  const means = open.map(({ point }) => picture.objectives[0].meanAt(point));
  return open[means.indexOf(Math.min(...means))]?.setting ?? plan.statusQuo;
}
