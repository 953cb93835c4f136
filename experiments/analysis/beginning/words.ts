import { estimateText, number, number2 } from '../../statistics/format.ts';
import { type BeginningFinding, tenureOf, type WorldSettling } from './settling.ts';
import { worldLabel } from './worlds.ts';

/** How the worlds of a study settled before its change: one line for each. */
export function beginningLines(finding: BeginningFinding): string[] {
  const { days, worlds, pilots } = finding;
  return [
    `The change comes ${number2(days)} days after the founding. Rule: on every objective, over ${pilots} pilots, MSER-5 leaves out less than half of the days, and the 95 % interval of the difference between the last two quarters lies within half of the margin.`,
    ...worlds.map((world) => `${named(world)}${settledWords(world)}; ${tenureWords(world)}.`),
  ];
}

const named = ({ world }: WorldSettling): string => {
  const label = worldLabel(world);
  return label === '' ? 'The world ' : `\`${label}\` `;
};

function settledWords({ settled, days, objectives }: WorldSettling): string {
  if (settled) return `settled within ${number2(days)} days`;
  const late = objectives
    .filter(({ settlement }) => !settlement.settled.every(Boolean))
    .map(({ metric }) => metric)
    .join(', ');
  return `did not settle within the limit of ${number2(days)} days (by ${late})`;
}

/** `uids are held for 13.2 days on average (12.9 … 13.6; n/R = 224 slots over 17.0 ± 0.5 registrations a day)`. */
export function tenureWords(world: WorldSettling): string {
  const { days, low, high } = tenureOf(world);
  if (!Number.isFinite(days)) return 'no one registered, so no uid changed hands';
  const ends = Number.isFinite(high) ? ` (${tenureNumber(low)} … ${tenureNumber(high)})` : '';
  return `a uid is held for ${tenureNumber(days)} days on average${ends}: n/R = ${world.slots} slots over ${estimateText(world.registrationsPerDay)} registrations a day`;
}

const tenureNumber = (days: number): string => number(days, days < 10 ? 1 : 0);
