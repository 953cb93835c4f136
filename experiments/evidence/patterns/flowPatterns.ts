import { stream } from '../../../sim/random.ts';
import type { DataPattern } from '../../report/patternCheck.ts';
import type { Arrivals } from './arrivalsFit.ts';
import { judgedCounts } from './churn.ts';
import { againstQuantiles, bySamples } from './judgement.ts';
import { watchFlow } from './watchFlow.ts';

const source = '55 full subnets with odd netuids, January 2026';
const fittedOn = 'arrivals on 56 full subnets with even netuids';
const unit = 'uids replaced in 4.09 days';

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
export function flowPatterns(arrivals: Arrivals, subnets: number, seeds: number): DataPattern[] {
  return [
    bySamples({
      ...{ name: 'flow over a population of subnets', unit, source, fittedOn, shows: 'median' },
      judgedOn: 'the odd netuids',
      recorded: judgedCounts,
      shown: population(arrivals, subnets, 1),
      half: population(arrivals, subnets, 0.5),
      twice: population(arrivals, subnets, 2),
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

/** What so many subnets show between two looks, their candidates a day drawn from the population, times `factor`. */
function population({ median, sigma }: Arrivals, subnets: number, factor: number): number[] {
  return Array.from({ length: subnets }, (_, k) => {
    const drawn = factor * stream('subnets', 'candidates', k).lognormal(median, sigma);
    const candidates = Math.min(most, Math.max(fewest, drawn));
    return watchFlow('flat-subnet', `subnet ${k + 1}`, 1, candidates);
  }).flat();
}
