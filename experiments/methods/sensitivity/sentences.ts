import type { Estimate } from '../../statistics/estimate.ts';
import { number } from '../../statistics/format.ts';
import type { OutputAnalysis } from './analyse.ts';
import type { SensitivityPlan } from './plan.ts';
import { indexText } from './tables.ts';

/** Below this total index a factor may be fixed at its value. */
const negligible = 0.05;

/** What the indices of an output say, in sentences. */
export function sentencesOf(plan: SensitivityPlan, analysis: OutputAnalysis): string[] {
  const { fault, used, planned, sobol, morris } = analysis;
  if (fault !== null) return [`No indices: ${fault}.`];
  const names = plan.dimensions.map(({ name }) => `\`${name}\``);
  const missing = planned - used;
  return [
    ...(sobol !== null ? ofSobol(names, sobol) : ofMorris(names, morris!)),
    ...(missing > 0 ? [`${missing} of ${planned} are left out: a trial failed or has no value there.`] : []),
  ];
}

function ofSobol(
  names: readonly string[],
  { first, total, noise, replications }: NonNullable<OutputAnalysis['sobol']>,
) {
  const strongest = top(total);
  const idle = names.filter((_, k) => total[k].high < negligible);
  const alone = first.reduce((sum, { mean }) => sum + mean, 0);
  return [
    ranked(
      names,
      total,
      `in all ${indexText(total[strongest])} of the variance of the expected output, alone ${indexText(first[strongest])}`,
    ),
    `Factors alone explain ${number(100 * alone, 0)} % of that variance together; the rest is in combinations.`,
    ...(idle.length > 0 ? [`For certain below ${negligible} in all: ${idle.join(', ')}.`] : []),
    noise === null
      ? `Chance was not separated: ${replications} replication at each point.`
      : `Chance makes ${indexText(noise)} of the variance of a single trial.`,
  ];
}

function ofMorris(names: readonly string[], effects: NonNullable<OutputAnalysis['morris']>): string[] {
  const strongest = top(effects.map(({ muStar }) => muStar));
  const curved = names.filter((_, k) => effects[k].sigma.low > effects[k].muStar.high);
  const idle = names.filter((_, k) => effects[k].floor !== null && effects[k].muStar.low < effects[k].floor!);
  return [
    ranked(
      names,
      effects.map(({ muStar }) => muStar),
      `mu* ${indexText(effects[strongest].muStar)}`,
    ),
    ...(curved.length > 0
      ? [`Up here, down there (sigma above mu* for certain): ${curved.join(', ')}.`]
      : []),
    ...(idle.length > 0 ? [`Not distinguishable from chance: ${idle.join(', ')}.`] : []),
    effects[strongest].floor === null
      ? 'Chance was not separated: 1 replication at each point.'
      : `Chance makes ${indexText(effects[strongest].noise)} of the sigma² of ${names[strongest]}.`,
  ];
}

/** Which factor is the strongest, or between which it is not decided. */
function ranked(names: readonly string[], sizes: readonly Estimate[], words: string): string {
  const strongest = top(sizes);
  const rivals = names.filter((_, k) => k !== strongest && sizes[k].high >= sizes[strongest].low);
  if (rivals.length === 0) return `${names[strongest]} moves it most: ${words}.`;
  return (
    `Which factor moves it most is not decided with n = ${sizes[strongest].n}: the interval of ${names[strongest]} (${words}) ` +
    `meets that of ${rivals.join(', ')}. Four times the points halve an interval.`
  );
}

const top = (estimates: readonly Estimate[]): number =>
  estimates.reduce((best, { mean }, k) => (mean > estimates[best].mean ? k : best), 0);
