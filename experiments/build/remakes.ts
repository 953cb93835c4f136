/** Committed files that a script makes: what `npm run remake` offers. */
export interface Remake {
  readonly name: string;
  /** What may be said after the name. */
  readonly words?: string;
  readonly makes: string;
  readonly takes: string;
  /** Path of the script from the project's root. */
  readonly script: string;
}

const calibration = 'experiments/evidence/calibration';

export const remakes: readonly Remake[] = [
  {
    name: 'kernel',
    makes: 'the committed WebAssembly, from AssemblyScript',
    takes: 'seconds',
    script: 'experiments/build/kernel/build.ts',
  },
  {
    name: 'synergy-tables',
    words: '[file …]',
    makes: 'the tables of total scores that large networks draw from',
    takes: '2 minutes',
    script: 'experiments/build/tables/buildSynergyTable.ts',
  },
  {
    name: 'row-factor',
    makes: 'the table of losses of single rows by their normal',
    takes: 'a second',
    script: 'experiments/build/tables/buildRowFactor.ts',
  },
  {
    name: 'api',
    makes: 'docs/api.md, from the comments of what the package exports',
    takes: 'seconds',
    script: 'experiments/build/api/remake.ts',
  },
  {
    name: 'network-schema',
    makes: 'docs/network.schema.json, the JSON schema of network files',
    takes: 'seconds',
    script: 'experiments/build/networkSchema/remake.ts',
  },
  {
    name: 'odd',
    makes: 'the list of phases and the table of settings in sim/ODD.md',
    takes: 'seconds',
    script: 'experiments/build/odd/remake.ts',
  },
  {
    name: 'rulesets',
    makes: 'docs/rulesets.md, what changed from version to version of the chain',
    takes: 'seconds',
    script: 'experiments/build/rulesets/remake.ts',
  },
  {
    name: 'reference',
    makes: 'docs/measures.md, docs/settings.md and docs/scenarios.md, from their catalogues',
    takes: 'seconds',
    script: 'experiments/build/reference/remake.ts',
  },
  {
    name: 'picture',
    makes: 'the picture of the README',
    takes: 'seconds',
    script: 'experiments/figures/keepReadmePicture.ts',
  },
  {
    name: 'maps',
    makes: 'digests of every cell of the maps of guarantees, compared with the recorded ones',
    takes: 'a minute',
    script: 'experiments/evidence/conform/keepMaps.ts',
  },
  {
    name: 'assumptions',
    words: '[study … | page]',
    makes: 'every knob of the register halved and doubled, and their tables',
    takes: '15 minutes',
    script: 'experiments/studies/assumptions/run.ts',
  },
  {
    name: 'fresh',
    makes: 'what pages of models say of runs on fresh seeds and of assumptions that turn their answers',
    takes: 'seconds',
    script: 'experiments/studies/fresh/remake.ts',
  },
  {
    name: 'full-size',
    words: '<results folder …>',
    makes: 'what is kept of runs of models at full size; fresh tells it to their pages',
    takes: 'seconds',
    script: 'experiments/studies/fresh/keepFull.ts',
  },
  {
    name: 'proposals',
    words: '[study …]',
    makes: 'the studies behind the committed proposals, and their pages',
    takes: '10 minutes',
    script: 'experiments/methods/proposal/remake.ts',
  },
  {
    name: 'crate',
    words: '[day]',
    makes: 'the RO-Crate metadata of the committed proposal of kappa',
    takes: 'seconds',
    script: 'experiments/build/crate/remake.ts',
  },
  {
    name: 'decision-rule',
    words: '[study …]',
    makes: '2,000 studies of each kind with a known answer, and what the rule of proposals says',
    takes: '10 minutes',
    script: 'experiments/evidence/decisionRule/run.ts',
  },
  {
    name: 'fits',
    makes:
      'the fits of subnet 31’s validators and newcomers and of the churn of subnets; then run check patterns',
    takes: 'a minute',
    script: 'experiments/evidence/patterns/run.ts',
  },
  {
    name: 'nulls',
    words: '[study …]',
    makes: '200 studies of each world in which a knob does nothing',
    takes: 'minutes',
    script: `${calibration}/nullRun.ts`,
  },
  {
    name: 'intervals',
    makes: '2,000 studies with known truth, and how often intervals cover it',
    takes: 'minutes',
    script: `${calibration}/run.ts`,
  },
  {
    name: 'coverage',
    words: '[means | best]',
    makes:
      '3,000 synthetic studies of few seeds: what intervals cover, which levels comparisons with the best find',
    takes: 'minutes',
    script: `${calibration}/coverageRun.ts`,
  },
  {
    name: 'tuner',
    words: '[studies | search]',
    makes: 'whether searches fool themselves; a search’s name renews its lines alone',
    takes: 'half an hour',
    script: `${calibration}/tunerRun.ts`,
  },
  {
    name: 'range',
    words: '[searches]',
    makes: 'whether tune finds a dense grid’s range with a fifth of its trials',
    takes: 'minutes',
    script: `${calibration}/rangeOverlapRun.ts`,
  },
  {
    name: 'calibrate',
    words: '[coverage | netuid31-2024-08 | netuid15-2025-01]',
    makes:
      '200 worlds of known knobs and how often a calibration covers them; the fits of two recorded subnets',
    takes: '5 minutes',
    script: 'experiments/calibrate/run.ts',
  },
  {
    name: 'sensitivity',
    makes: 'indices of functions with known ones, 100 seeds',
    takes: 'minutes',
    script: 'experiments/methods/sensitivity/check/run.ts',
  },
  {
    name: 'questions',
    makes: 'an answer for each of every two of the eight settings that owners of subnets turn most',
    takes: '10 minutes',
    script: 'experiments/evidence/questions/remake.ts',
  },
  {
    name: 'networks-year',
    words: '[days]',
    makes: 'a world of 128 networks for so many days, checked in RAO; goes on where it was saved',
    takes: 'an hour of processor for a year',
    script: 'experiments/evidence/networksYear/keepYear.ts',
  },
  {
    name: 'ledger',
    makes:
      'the figures that forecasts of results/ledger about entry and emission are read from, and entries that are missing',
    takes: 'seconds',
    script: 'experiments/evidence/ledger/remake.ts',
  },
];
