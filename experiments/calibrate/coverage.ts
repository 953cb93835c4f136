import { scenarioOf } from '../../agents/scenarios/catalogue.ts';
import type { Scenario } from '../../agents/scenarios/scenario.ts';
import { blocksPerDay } from '../../sim/units.ts';
import { fitKnobs, type KnobFit } from './fitKnobs.ts';
import { excludedIn } from './knobs.ts';
import { isRead, ownerBurn, paidUids, type Read } from './readings.ts';
import { type Bench, type ReferenceWorld, referenceWorlds } from './reference.ts';
import { fields, type SeenNetwork } from './sighting.ts';
import { countedDays } from './traits.ts';

/** How often the intervals of a knob cover what the worlds were made with. */
export interface Coverage {
  readonly setting: string;
  /** How worlds were seen. */
  readonly seen: string;
  /** Worlds that were not among those that the fit rests on. */
  readonly worlds: number;
  readonly covered: number;
  /** Worlds in which the knob was identified, and of these those covered. */
  readonly identified: number;
  readonly coveredIdentified: number;
  /** [third] worlds of the lowest, middle and highest third of the range, and those covered; null for knobs that are read. */
  readonly byThird: readonly (readonly [worlds: number, covered: number])[] | null;
  /** Median length of the interval as a part of the range asked; null for knobs that are read. */
  readonly partOfRange: number | null;
}

/** What is the same in the worlds of a round: the owner’s burn and how many uids are paid. */
export const rounds = [
  { 'scenario.ownerBurn': 0, 'validator.paidUids': 0 },
  { 'scenario.ownerBurn': 0.4, 'validator.paidUids': 100 },
] as const;

/** Twelve dumps an epoch apart, or the last of them alone. */
const offsets = Array.from({ length: 12 }, (_, k) => k * 360);
const scheme = {
  lead: countedDays * blocksPerDay - offsets[offsets.length - 1],
  offsets,
  known: new Set(fields),
};
const ways = [
  { seen: 'twelve blocks', of: (network: SeenNetwork) => network },
  {
    seen: 'one block',
    of: (network: SeenNetwork) => ({ ...network, sightings: network.sightings.slice(-1) }),
  },
] as const;

/** A world of known knobs and what a calibration says of them. */
interface Case {
  readonly truth: Readonly<Record<string, number>>;
  readonly fits: readonly KnobFit[];
  readonly read: Readonly<Record<string, Read>>;
}

/** The worlds of a round: those that fits rest on, and those that are calibrated by them. */
export interface Round {
  readonly bench: Bench;
  readonly base: readonly ReferenceWorld[];
  readonly fresh: readonly ReferenceWorld[];
}

/** Makes the worlds of a round, `held` in all of them: so many to be calibrated, by so many others. */
export function worldsOfRound(
  held: (typeof rounds)[number],
  tests: number,
  references: number,
  note: (text: string) => void,
): Round {
  const bench = { archetype: archetypeOfRounds(), held, scheme };
  const seed = `coverage ${rounds.indexOf(held) + 1}`;
  const told = (kind: string) => (done: number) =>
    done % 10 === 0 ? note(`${seed}: ${done} worlds to ${kind}`) : undefined;
  return {
    bench,
    base: referenceWorlds(bench, references, `${seed} reference`, told('fit on')),
    fresh: referenceWorlds(bench, tests, `${seed} test`, told('calibrate')),
  };
}

function archetypeOfRounds(): Scenario {
  const archetype = scenarioOf('flat-subnet');
  if (archetype === undefined) throw new RangeError('there is no archetype flat-subnet');
  return archetype;
}

/** Calibrates the fresh worlds of each round by the others, seen in two ways. */
export function coverageIn(all: readonly Round[]): Coverage[] {
  return ways.flatMap(({ seen, of }) => {
    const cases = all.flatMap(({ bench, base, fresh }) => {
      const seenBase = base.map((world) => ({ ...world, seen: of(world.seen) }));
      return fresh.map((world) => caseOf(bench, seenBase, { ...world, seen: of(world.seen) }));
    });
    const fitted = cases[0].fits.map(({ setting }) => fittedCoverage(setting, seen, cases));
    return [...fitted, ...Object.keys(cases[0].read).map((setting) => readCoverage(setting, seen, cases))];
  });
}

const caseOf = (
  { archetype, held }: Bench,
  base: readonly ReferenceWorld[],
  { set, seen }: ReferenceWorld,
): Case => ({
  truth: {
    ...set,
    ...Object.fromEntries(Object.entries(held).map(([name, value]) => [name, Number(value)])),
  },
  fits: fitKnobs(archetype, base, seen).knobs,
  read: {
    'scenario.ownerBurn': ownerBurn(seen),
    'validator.paidUids': paidUids(seen, excludedIn(archetype)),
  },
});

/** What is left of a number by arithmetic. */
const rounding = 1e-9;

const covers = ({ low, high }: { readonly low: number; readonly high: number }, truth: number): boolean =>
  low - rounding <= truth && truth <= high + rounding;

function fittedCoverage(setting: string, seen: string, cases: readonly Case[]): Coverage {
  const fits = cases.flatMap(({ fits: all, truth }) =>
    all.filter((fit) => fit.setting === setting).map((fit) => ({ fit, truth: truth[setting] })),
  );
  const hits = fits.filter(({ fit, truth }) => covers(fit, truth));
  const inThird = (third: number) => (one: (typeof fits)[number]) => thirdOf(one.fit, one.truth) === third;
  const parts = fits.map(({ fit }) => fit.partOfRange).sort((one, other) => one - other);
  return {
    ...{ setting, seen, worlds: fits.length, covered: hits.length },
    identified: fits.filter(({ fit }) => fit.isIdentified).length,
    coveredIdentified: hits.filter(({ fit }) => fit.isIdentified).length,
    byThird: [0, 1, 2].map(
      (third) => [fits.filter(inThird(third)).length, hits.filter(inThird(third)).length] as const,
    ),
    partOfRange: Number(parts[Math.floor(parts.length / 2)].toFixed(3)),
  };
}

/** Third of the range, on a logarithmic scale, that a value lies in: 0, 1 or 2. */
function thirdOf({ range: [least, most] }: KnobFit, value: number): number {
  const place = Math.log(value / least) / Math.log(most / least);
  return Math.min(2, Math.max(0, Math.floor(3 * place)));
}

/** Zero is read exactly, so worlds that were made with another value count. */
function readCoverage(setting: string, seen: string, all: readonly Case[]): Coverage {
  const cases = all.filter(({ truth }) => truth[setting] !== 0);
  const read = cases.flatMap(({ read: own, truth }) => {
    const one = own[setting];
    return isRead(one) ? [covers(one, truth[setting])] : [];
  });
  const covered = read.filter((hit) => hit).length;
  return {
    ...{ setting, seen, worlds: cases.length, covered, identified: read.length, coveredIdentified: covered },
    byThird: null,
    partOfRange: null,
  };
}
