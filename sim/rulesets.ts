/**
 * Named, dated versions of the chain. A ruleset picks consensus, registration price, pruning order,
 * emission and the defaults of the hyperparameters.
 */
export const rulesetNames = ['nakamoto-2022', 'finney-2023'] as const;
export type RulesetName = (typeof rulesetNames)[number];

export interface Ruleset {
  readonly name: RulesetName;
  /** Day the rules stand for, ISO 8601. */
  readonly date: string;
  readonly chainVersion: string;
  readonly description: string;
  readonly registration: string;
  readonly pruning: string;
  readonly emission: string;
  readonly arithmetic: readonly ('float64' | 'chain')[];
}

export const rulesets: Readonly<Record<RulesetName, Ruleset>> = {
  'nakamoto-2022': {
    name: 'nakamoto-2022',
    date: '2022-11-10',
    chainVersion: "opentensor's Nakamoto pallet as imported in commune-ai/subspace 634796d (Dec 2022)",
    description:
      'one network, trust through a sigmoid, every staked neuron may validate, a step every 100 blocks',
    registration: 'proof of work; difficulty doubles above the target of an interval, else halves',
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
    pruning: 'lowest pruning score of the last epoch, highest uid among equals; immune neurons last',
    emission: '1 TAO a block, halved between servers and validators; delegates take their share',
    arithmetic: ['float64', 'chain'],
  },
};

/** The newest ruleset that is built. */
export const defaultRuleset: RulesetName = 'finney-2023';

/** Whether `name` is a ruleset of this laboratory. */
export function isRuleset(name: string): name is RulesetName {
  return Object.hasOwn(rulesets, name);
}
