/** Something that happened to a knob, with its source. */
export interface PastEvent {
  readonly when: string;
  readonly what: string;
  readonly source: string;
  /** The value it went to, where it is one of the levels. */
  readonly value?: number;
}

/** What history did with the knob of a study. It judges nothing, so it is no part of a plan or its hash. */
export interface Past {
  /** The value that history chose. */
  readonly went: number;
  readonly events: readonly PastEvent[];
}

const immunity: Past = {
  went: 4096,
  events: [
    { when: '10 Nov 2022', what: '3,072 blocks, 10.24 hours', source: 'interview', value: 3072 },
    {
      when: '20 Mar 2023',
      what: '4,096 at Finney’s launch',
      source: 'subtensor v0.0.1, default; hyperparameters.md, netuid 3',
      value: 4096,
    },
    {
      when: 'April – May 2023',
      what: '7,200 on subnet 1',
      source: 'subtensor hyperparameters.md',
      value: 7200,
    },
    {
      when: 'since June 2024',
      what: '5,000 for every subnet created; 67 of 128 subnets in September 2025',
      source: 'subtensor v1.1.1, init_new_network; chain, September 2025',
      value: 5000,
    },
  ],
};

const movingAverage: Past = {
  went: 0.1,
  events: [
    { when: '16 Aug 2022', what: '0.05', source: 'bittensor v3.0.0', value: 0.05 },
    { when: '9 Nov 2022', what: '0.05 → 0.1', source: 'bittensor v3.4.2, commit 18a20ea94', value: 0.1 },
  ],
};

const kappa: Past = {
  went: 32_767,
  events: [
    { when: '2021 – March 2023', what: 'one half (1/2 of the stake)', source: 'Nakamoto, Kappa = 2' },
    { when: '20 Mar 2023', what: '32,767 of 65,535', source: 'subtensor v0.0.1, default', value: 32_767 },
    {
      when: 'September 2025',
      what: '32,767 in 121 of 128 subnets; the others 13,107 to 42,598',
      source: 'chain, September 2025',
      value: 32_767,
    },
  ],
};

const bondsPenalty: Past = {
  went: 65_535,
  events: [
    {
      when: '20 Mar 2023',
      what: 'no such setting: bonds are bought by clipped weights, as at 65,535',
      source: 'subtensor v0.0.1, epoch.rs',
      value: 65_535,
    },
    {
      when: 'April 2025',
      what: 'a setting of each subnet, 65,535 by default',
      source: 'subtensor v2.0.11',
      value: 65_535,
    },
    { when: 'June 2026', what: '65,535 by default', source: 'subtensor v3.4.9-424', value: 65_535 },
  ],
};

const burnHalfLife: Past = {
  went: 360,
  events: [
    {
      when: '22 Apr 2026',
      what: 'entry by burn alone, at a price that halves in 360 blocks: every subnet',
      source: 'subtensor v3.3.14, default of BurnHalfLife',
      value: 360,
    },
    {
      when: 'to October 2026',
      what: 'an owner may choose 1 … 36,100; of 242 dated changes of settings none was of it, and 75 were of the least burn',
      source: 'subtensor v3.4.9-424; changes of hyperparameters seen on the chain, 2025 and 2026',
    },
  ],
};

const subnetImmunity: Past = {
  went: 5000,
  events: [
    {
      when: 'since June 2024',
      what: '5,000 for every subnet created; 72 subnets in April 2026, 7,200 in 9',
      source: 'subtensor v1.1.1, init_new_network; chain, April 2026',
      value: 5000,
    },
    {
      when: '2025 and 2026',
      what: '35 changes by owners, both ways: 5,000 to 7,200 three times, and down to 5,000 from 7,200, 10,000 and 21,600',
      source: 'changes of hyperparameters seen on the chain',
      value: 7200,
    },
  ],
};

const pasts: Readonly<Record<string, Past>> = {
  'immunity-period': immunity,
  'immunity-start-up': immunity,
  'propose-immunity': immunity,
  'propose-moving-average': movingAverage,
  'propose-kappa': kappa,
  'propose-bonds-penalty': bondsPenalty,
  'propose-burn-half-life': burnHalfLife,
  'propose-busy-immunity': subnetImmunity,
};

/** The past of a study's knob; null where none is recorded. */
export const pastOf = (study: string): Past | null => (Object.hasOwn(pasts, study) ? pasts[study] : null);
