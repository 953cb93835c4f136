import type { Release } from './variant.ts';

/** One idea under its names in the peer's releases; `[]` where a release has it not. */
export interface Translation extends Readonly<Record<Release, readonly string[]>> {
  readonly idea: string;
  /** What of it the chain has. */
  readonly chain: string;
}

/** What was called what. The same name can be another idea in another release. */
export const translations: readonly Translation[] = [
  {
    idea: 'bonds are shares of their server, averaged and shared out again',
    A: ['YUMA0'],
    B: ['YUMA1'],
    C: ['YUMA1'],
    chain: 'finney-2023 on, without the 1e-6 in each sum',
  },
  {
    idea: 'the same, and old bonds are shared out before they are averaged',
    A: [],
    B: [],
    C: ['YUMA2', 'YUMA2_LIQUID'],
    chain: 'finney-2023 on, without the 1e-6 in each sum',
  },
  {
    idea: 'as the paper has it: averaged bonds are not shared out again',
    A: ['YUMA1', 'YUMA1_LIQUID'],
    B: ['YUMA2', 'YUMA2_LIQUID'],
    C: ['YUMA2A'],
    chain: 'no',
  },
  {
    idea: 'Adrian Fish: consensus of today on the weights of the epoch before',
    A: ['YUMA2'],
    B: ['YUMA2B'],
    C: ['YUMA2B'],
    chain: 'no',
  },
  {
    idea: 'Rhef: stake is a capacity for bonds, which are bought and fade',
    A: ['YUMA3'],
    B: [],
    C: [],
    chain: 'no',
  },
  {
    idea: 'the same, a server’s bonds reset where its case says so',
    A: ['YUMA31'],
    B: ['YUMA2C'],
    C: ['YUMA2C'],
    chain: 'no',
  },
  {
    idea: 'the same, reset only if the server had no consensus',
    A: ['YUMA32'],
    B: [],
    C: [],
    chain: 'no',
  },
  {
    idea: 'Rhef: bonds of each pair up to one, stake only in the dividend',
    A: ['YUMA4', 'YUMA4_P'],
    B: ['YUMA3', 'YUMA3_BASE'],
    C: ['YUMA3', 'YUMA3_BASE'],
    chain: 'yuma3-2025 on, with yuma3On',
  },
  {
    idea: 'the same with liquid alpha (A: by server; B, C: by pair)',
    A: ['YUMA4_LIQUID'],
    B: ['YUMA3_LIQUID'],
    C: ['YUMA3_LIQUID', 'YUMA3_LIQUID_EFF'],
    chain: 'yuma3-2025 on, by pair, with yuma3On and liquidAlphaOn',
  },
];
