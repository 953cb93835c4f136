import type { DataPattern } from '../../report/patternCheck.ts';
import { bySamples } from './judgement.ts';
import { arrivingSettings } from './newcomerFit.ts';
import { fatesOf, forecasts } from './newcomerForecasts.ts';
import type { SubnetRecord } from './recordedSubnet31.ts';
import { watchSubnet } from './watchSubnet.ts';

const source = 'subnet 31, August 2024';
const judgedOn = 'each newcomer by worlds fitted without it';
const halves = (values: readonly number[]) => values.map((value) => value / 2);
const doubles = (values: readonly number[]) => values.map((value) => value * 2);
const epochsAt = (values: readonly number[], factor: number) =>
  values.map((value) => Math.max(1, Math.round(value * factor)));

/**
 * The newcomers of the record, each held against `worlds` worlds whose arrivals were fitted on the others; and those who had to go
 * against the `whole` worlds, whose arrivals were fitted on all.
 */
export function newcomerPatterns(
  recorded: SubnetRecord,
  whole: readonly SubnetRecord[],
  worlds: number,
): DataPattern[] {
  const record = fatesOf(recorded);
  const shown = forecasts(recorded.newcomers, (arriving, left) =>
    Array.from({ length: worlds }, (_, k) =>
      watchSubnet(`without ${left} ${k + 1}`, arrivingSettings(arriving)),
    ),
  );
  const ages = whole.flatMap(({ newcomers }) => newcomers.map(({ replacedAge }) => replacedAge));
  return [
    bySamples({
      ...{ name: 'days from one registration to the next', unit: 'days', source, judgedOn, shows: 'mean' },
      fittedOn: '`scenario.arrivalRate` on the other twelve',
      recorded: record.gaps,
      shown: shown.gaps,
    }),
    bySamples({
      ...{ name: 'epochs to a miner’s first incentive', unit: 'epochs', source, judgedOn, shows: 'median' },
      fittedOn: 'the sweep on epochs 1–50; `scenario.repairMedianDays` on the others',
      recorded: record.waits,
      shown: shown.waits,
      half: epochsAt(shown.waits, 0.5),
      twice: epochsAt(shown.waits, 2),
    }),
    bySamples({
      ...{ name: 'newcomers that earn, of those that mine', unit: 'share', source, judgedOn, shows: 'mean' },
      fittedOn: '`scenario.poorShare` and `scenario.repairMedianDays` on the others',
      recorded: record.earned,
      shown: shown.earned,
      half: withFailing(shown.earned, 0.5),
      twice: withFailing(shown.earned, 2),
    }),
    bySamples({
      ...{ name: 'age at eviction', unit: 'days', source, shows: 'median' },
      fittedOn: 'nothing; ages are recorded at the start',
      judgedOn: 'all 13 evictions',
      recorded: recorded.newcomers.map(({ replacedAge }) => replacedAge),
      shown: ages,
      half: halves(ages),
      twice: doubles(ages),
    }),
  ];
}

/** As many, of whom so many times as many earn nothing. */
function withFailing(earned: readonly number[], factor: number): number[] {
  const failing = Math.min(earned.length, Math.round(factor * earned.filter((one) => one === 0).length));
  return earned.map((_, k) => (k < failing ? 0 : 1));
}
