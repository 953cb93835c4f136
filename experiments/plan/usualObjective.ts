import type { Objective } from './decision.ts';
import { usualMargin } from './usualMargins.ts';

type Settings = Readonly<Record<string, unknown>>;

/** What decides in a world of some kind, where the person who asks says nothing. */
interface UsualObjective {
  readonly measure: string;
  readonly because: string;
  applies(settings: Settings): boolean;
}

const isAbove0 = (settings: Settings, ...names: readonly string[]): boolean =>
  names.some((name) => Number(settings[`scenario.${name}`] ?? 0) > 0);

/** The first that applies decides: what a scenario adds to plain miners is what it is about. */
const usual: readonly UsualObjective[] = [
  {
    measure: 'cabalPay',
    because: 'no measure was named and this world has a cabal: what it is paid, the others lose',
    applies: (settings) => isAbove0(settings, 'cabalShare'),
  },
  {
    measure: 'cheaterPay',
    because: 'no measure was named and miners of this world deceive: what they are paid, honest ones lose',
    applies: (settings) =>
      isAbove0(
        settings,
        'lookupShare',
        'echoShare',
        'sybilShare',
        'varianceShare',
        'spamShare',
        'squatterShare',
      ),
  },
  {
    measure: 'networkQuality',
    because: 'no measure was named, and the loss of those who are paid is what a network is for',
    applies: () => true,
  },
];

/** The objective of a world with these settings. A setting that is itself varied says nothing. */
export function usualObjective(settings: Settings): Objective {
  const { measure, because } = usual.find(({ applies }) => applies(settings)) ?? usual[usual.length - 1];
  return { metric: measure, margin: usualMargin(measure) ?? 0, because };
}
