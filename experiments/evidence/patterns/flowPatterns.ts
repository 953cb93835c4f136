import { stream } from '../../../sim/random.ts';
import type { DataPattern } from '../../report/patternCheck.ts';
import { type Arrivals, respond } from './arrivalsFit.ts';
import { judgedCounts } from './churn.ts';
import type { Fitted } from './fitted.ts';
import { againstQuantiles, bySamples } from './judgement.ts';
import { watchFlow } from './watchFlow.ts';

const source = '55 full subnets with odd netuids, January 2026';
const fittedOn = 'arrivals on 56 full subnets with even netuids';
const unit = 'uids replaced in 4.09 days';

type Fit = Pick<Fitted, 'arrivals' | 'response'>;

/** Beyond these the response to more or fewer candidates a day is flat, or a world takes a registration in years. */
const [fewest, most] = [0.02, 1024];

/** The archetypes, and between which of the flows of real subnets they are to lie. */
const archetypes = [
  ['flat-subnet', [0.25, 0.75]],
  ['steep-subnet', [0.25, 0.75]],
  ['winner-subnet', [0.25, 0.75]],
  ['burning-subnet', [0.25, 0.75]],
  ['busy-subnet', [0.75, 0.97]],
] as const;

/** A population of subnets and the archetypes against the churn of subnets that no knob was fitted to. */
export function flowPatterns(fit: Fit, subnets: number, seeds: number): DataPattern[] {
  const population = Array.from({ length: subnets }, (_, subnet) =>
    watchFlow('flat-subnet', `subnet ${subnet + 1}`, 1, candidatesOf(fit.arrivals, subnet)),
  ).flat();
  return [
    bySamples({
      ...{
        name: 'flow over a population of subnets (power: candidates)',
        unit,
        source,
        fittedOn,
        shows: 'median',
      },
      judgedOn: 'the odd netuids',
      recorded: judgedCounts,
      shown: population,
      half: expectedAt(fit, subnets, 0.5),
      twice: expectedAt(fit, subnets, 2),
    }),
    ...archetypes.map(([name, between]) =>
      againstQuantiles({
        ...{ name: `flow of ${name}, between quantiles ${between.join(' and ')}`, unit, source, fittedOn },
        judgedOn: 'those quantiles of the odd netuids',
        population: judgedCounts,
        between,
        shown: Array.from({ length: seeds }, (_, k) => watchFlow(name, `flow ${k + 1}`, 1)).flat(),
      }),
    ),
  ];
}

/** The candidates a day of one subnet of a population. */
function candidatesOf({ median, sigma }: Arrivals, subnet: number): number {
  const drawn = stream('subnets', 'candidates', subnet).lognormal(median, sigma);
  return Math.min(most, Math.max(fewest, drawn));
}

/** What so many subnets would show if that many times as many looked: counts about the response, drawn by its Poisson law. */
const expectedAt = ({ arrivals, response }: Fit, subnets: number, factor: number): number[] =>
  Array.from({ length: subnets }, (_, subnet) => {
    const draws = stream('subnets', 'replaced', subnet);
    let [count, left] = [-1, respond(response, factor * candidatesOf(arrivals, subnet))];
    for (; left > 0; count++) left -= draws.exponential(1);
    return Math.max(0, count);
  });
