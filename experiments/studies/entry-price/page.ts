import { meanOfCondition } from '../../analysis/models/comparison.ts';
import type { ModelRow } from '../../plan/modelRows.ts';
import type { ModelStudy } from '../../plan/modelStudy.ts';
import type { Yardstick } from '../../report/answer/yardstick.ts';
import type { ModelPage } from '../../report/models/modelPage.ts';
import { yardstickOf } from '../../report/models/words.ts';
import { estimateText } from '../../statistics/format.ts';

export const entryPricePage: ModelPage = {
  answer: entryAnswer,
  yardsticks: entryYardsticks,
  limits: [
    'What the price aims at is a mean of the long run: on a single day registrations scatter widely, as the table of all measures shows.',
    'One subnet, in which no one looks at what a slot earns: candidates decide by the price alone, and their valuations do not move with the number of slots that were sold.',
    'Where demand is below the aim the price lies on its floor and the rule steers nothing: the shortfall is that of demand, not of the rule.',
  ],
  assumptions: [
    'Candidates come at random times; how many want in on a day is lognormal about a fixed mean. No record of those who did not register exists, so the spread is an assumption.',
    'Valuations follow a power law from 0.3 TAO on: elasticity 1 by default. An assumption without a source; the attack takes 3.',
    'Half-life 360 blocks, multiplier 1.26, lowest price 0.0005 TAO, highest 100 TAO: defaults of subtensor v3.3.14-401.',
    'A candidate that decides by an old price pays the one that holds when its registration is included, however far it has risen.',
  ],
  method: [
    'A registration multiplies the price by the multiplier, a block by 2^(−1 / half-life), floored to RAO at each of them as on the chain (registration.rs, utils/misc.rs). What is bounded gains nothing in the long run, so as long as neither the floor nor the ceiling is touched the mean is 7,200 ln 2 / (half-life · ln multiplier) registrations a day, whatever demand does: 60 with the defaults.',
    'Ten days run before those that are counted.',
  ],
};

/** How far registrations miss the aim, beside the margin. */
function entryYardsticks(rows: readonly ModelRow[], study: ModelStudy): (Yardstick | null)[] {
  const of = (name: string, what: string) => {
    const miss = meanOfCondition(rows, study, name, 'bias');
    return miss === null ? null : yardstickOf(study, miss, what, 'registrations');
  };
  return [of('swings', 'the miss where demand swings'), of('thin', 'the one under half the demand')];
}

/** Whether the price brings what it aims at where demand swings, and what thin demand makes of it. */
function entryAnswer(rows: readonly ModelRow[], study: ModelStudy): string {
  const of = (name: string) => meanOfCondition(rows, study, name, 'bias');
  const [swings, thin] = [of('swings'), of('thin')];
  if (swings === null || thin === null) return 'Nothing can be said yet: too few runs have ended.';
  return (
    `Where demand doubles or halves daily the price of entry misses its aim by ${estimateText(swings)} % of it; ` +
    `where half as many want in, by ${estimateText(thin)} %.`
  );
}
