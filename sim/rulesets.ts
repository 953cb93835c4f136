/**
 * Named, dated versions of the chain. A ruleset picks consensus, registration price, pruning order,
 * emission and the defaults of the hyperparameters.
 */
export const rulesetNames = [
  'nakamoto-2022',
  'finney-2023',
  'finney-2024',
  'liquid-2025',
  'dtao-2025',
  'yuma3-2025',
  'burn-2026',
  'autumn-2026',
] as const;
/** The name of a version of the chain, such as `nakamoto-2022`. */
export type RulesetName = (typeof rulesetNames)[number];

/** A version of the chain: when it was in force, and in words what it does. */
export interface Ruleset {
  readonly name: RulesetName;
  /** Day of these rules, ISO 8601. */
  readonly date: string;
  readonly chainVersion: string;
  readonly description: string;
  readonly registration: string;
  /** What a newcomer may pay with. */
  readonly payments: readonly ('work' | 'burn')[];
  readonly pruning: string;
  readonly emission: string;
  readonly arithmetic: readonly ('float64' | 'chain')[];
}

/** Every version of the chain that is built, by its name. */
export const rulesets: Readonly<Record<RulesetName, Ruleset>> = {
  'nakamoto-2022': {
    name: 'nakamoto-2022',
    date: '2022-11-10',
    chainVersion: "opentensor's Nakamoto pallet as imported in commune-ai/subspace 634796d (Dec 2022)",
    description:
      'one network, trust through a sigmoid, every staked neuron may validate, a step every 100 blocks',
    registration: 'proof of work; difficulty doubles above the target of an interval, else halves',
    payments: ['work'],
    pruning: 'lowest score: stake share from stakePruningMin on, incentive below it; immune neurons last',
    emission: '1 TAO a block, all of it to the stake of the neuron that earned it',
    arithmetic: ['float64', 'chain'],
  },
  'finney-2023': {
    name: 'finney-2023',
    date: '2023-06-13',
    chainVersion: 'subtensor v0.0.1 (spec 121)',
    description: 'subnets, stake-weighted median clipping, validator permits, bonds as a moving average',
    registration: 'proof of work or burn; the price follows registrations over the target of an interval',
    payments: ['work', 'burn'],
    pruning: 'lowest pruning score of the last epoch, highest uid among equals; immune neurons last',
    emission: '1 TAO a block, halved between servers and validators; delegates take their share',
    arithmetic: ['float64', 'chain'],
  },
  'finney-2024': {
    name: 'finney-2024',
    date: '2024-06-11',
    chainVersion: 'subtensor v1.1.1 (spec 151)',
    description: 'as before; a network is a subnet with an owner: 256 uids, 64 validators',
    registration: 'burn, work being shut; the price moves by 3 % of the way at each adjustment',
    payments: ['work', 'burn'],
    pruning: 'lowest pruning score of the last epoch, highest uid among equals; immune neurons last',
    emission: 'halves with the issuance; 18 % to the owner, 41 % to miners, 41 % to validators',
    arithmetic: ['float64', 'chain'],
  },
  'liquid-2025': {
    name: 'liquid-2025',
    date: '2025-01-07',
    chainVersion: 'subtensor v1.2.4 (spec 218)',
    description: 'liquid alpha, where it is on: bonds follow faster where the consensus is high',
    registration: 'burn, work being shut; the price moves by 3 % of the way at each adjustment',
    payments: ['work', 'burn'],
    pruning: 'lowest pruning score of the last epoch, then the oldest; immune neurons last',
    emission: 'halves with the issuance; 18 % to the owner, 41 % to miners, 41 % to validators',
    arithmetic: ['float64', 'chain'],
  },
  'dtao-2025': {
    name: 'dtao-2025',
    date: '2025-04-11',
    chainVersion: 'subtensor v2.0.11',
    description: 'every subnet has its own alpha; bonds penalty; bonds of replaced neurons are reset',
    registration: 'burn, work being shut; the price moves by 3 % of the way at each adjustment',
    payments: ['work', 'burn'],
    pruning: 'lowest pruning score of the last epoch, then the oldest; immune ones last, the owner never',
    emission: 'alpha, halving with its own issuance; 18 % to the owner, 41 % to miners, 41 % to validators',
    arithmetic: ['float64', 'chain'],
  },
  'yuma3-2025': {
    name: 'yuma3-2025',
    date: '2025-07-07',
    chainVersion: 'subtensor v3.2.0 (spec 290)',
    description: 'Yuma 3, where it is on: a bond for each pair, apart from stake; a stake threshold',
    registration: 'burn, work being shut; the price moves by 3 % of the way at each adjustment',
    payments: ['work', 'burn'],
    pruning: 'lowest pruning score of the last epoch, then the oldest; immune ones last, the owner never',
    emission: 'alpha, halving with its own issuance; 18 % to the owner, 41 % to miners, 41 % to validators',
    arithmetic: ['float64', 'chain'],
  },
  'burn-2026': {
    name: 'burn-2026',
    date: '2026-06-29',
    chainVersion: 'subtensor v3.4.9-424',
    description: 'Yuma 3 in every new subnet, weights committed and revealed, the owner always validates',
    registration: 'burn; the price halves in 360 blocks and rises by 26 % with each registration',
    payments: ['burn'],
    pruning: 'lowest emission of the last epoch, then the oldest; ten out of immunity kept, the owner never',
    emission: 'alpha, halving with its own issuance; 18 % to the owner, 41 % to miners, 41 % to validators',
    arithmetic: ['float64', 'chain'],
  },
  'autumn-2026': {
    name: 'autumn-2026',
    date: '2026-10-07',
    chainVersion: 'subtensor spec 475 (d1718c99c34c), on Finney since block 9,233,781',
    description:
      'as before; liquid alpha looks at the consensus of the last epoch where the bonds penalty is whole',
    registration: 'burn; the price halves in 360 blocks and rises by 26 % with each registration',
    payments: ['burn'],
    pruning: 'lowest emission of the last epoch, then the oldest; ten out of immunity kept, the owner never',
    emission: 'alpha, halving with its own issuance; 18 % to the owner, 41 % to miners, 41 % to validators',
    arithmetic: ['float64', 'chain'],
  },
};

/** The newest ruleset that is built. */
export const defaultRuleset: RulesetName = 'autumn-2026';

/** Names that rulesets had before November 2026; each still resolves. */
export const formerNames: ReadonlyMap<string, RulesetName> = new Map([['current-2026', 'burn-2026']]);

/** Whether `name` is a ruleset of this laboratory. */
export function isRuleset(name: string): name is RulesetName {
  return Object.hasOwn(rulesets, name);
}
