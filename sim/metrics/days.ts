import type { WorldEvent } from '../tempo.ts';
import { type Block, blocksPerDay, raoPerTao } from '../units.ts';
import type { World } from '../world.ts';
import type { MeasureContext } from './context.ts';
import { addSome, addTo, type Mean, meanOf, newMean } from './mean.ts';
import { immuneShareOf } from './measures/immuneShare.ts';
import { meanLoss } from './peers.ts';

/** One day of the series that the charts of time draw. */
export interface DayPoint {
  readonly day: number;
  readonly networkQuality: number;
  readonly registrations: number;
  readonly difficulty: number;
  /** TAO that a registration burns at the end of the day, where work buys no slot. */
  readonly burn?: number;
  readonly immuneShare: number;
}

/** The days so far and the one that runs. Plain data. */
export interface Days {
  readonly points: DayPoint[];
  nextDay: Block;
  quality: Mean;
  immune: Mean;
  registrations: number;
}

export const newDays = (from: Block): Days => ({
  points: [],
  nextDay: from + blocksPerDay,
  quality: newMean(),
  immune: newMean(),
  registrations: 0,
});

export function seeDay(
  days: Days,
  event: WorldEvent,
  { world, truth, peers, measuring }: MeasureContext,
): void {
  if (!measuring) return;
  if (event.kind === 'registration') days.registrations += 1;
  if (event.kind !== 'step') return;
  addSome(days.quality, meanLoss(peers, truth));
  addTo(days.immune, immuneShareOf(world));
  if (world.block >= days.nextDay) endDay(days, world);
}

function endDay(days: Days, { gate, rules }: World): void {
  days.points.push({
    day: days.points.length + 1,
    networkQuality: meanOf(days.quality) ?? 0,
    registrations: days.registrations,
    difficulty: Number(gate.difficulty),
    ...(rules.payments.includes('work') ? {} : { burn: Number(gate.burn) / raoPerTao }),
    immuneShare: meanOf(days.immune) ?? 0,
  });
  Object.assign(days, { quality: newMean(), immune: newMean(), registrations: 0 });
  days.nextDay += blocksPerDay;
}
