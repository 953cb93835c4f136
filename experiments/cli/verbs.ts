import type { Verb } from './verb.ts';

/** The verbs of `yuma-lab`, in the order its help lists them: a new one is a file and a line here. */
export const verbs: readonly Verb[] = [
  {
    name: 'params',
    description:
      'list the hyperparameters with units, defaults, setters and what they move; one of them in full',
    load: () => import('./params.ts'),
  },
  {
    name: 'rulesets',
    description: 'list the versions of the chain: what each one does, and which arithmetics run',
    load: () => import('./rulesets.ts'),
  },
  {
    name: 'scenarios',
    description: 'list the scenarios: the agents at the start, their source and settings',
    load: () => import('./scenarios.ts'),
  },
  {
    name: 'measures',
    description:
      'list what can decide: every measure with unit, better side, definition, and which rulesets have it',
    load: () => import('./measures.ts'),
  },
  {
    name: 'models',
    description: 'list the worlds that are not one network; one of them in full, or one run of it',
    load: () => import('./models.ts'),
  },
  {
    name: 'studies',
    description: 'list the studies: the question, what is swept, how many trials, what decides',
    load: () => import('./studies.ts'),
  },
  {
    name: 'import',
    description: 'make a network file of dumps of your own network, and check the consensus on it',
    load: () => import('./import.ts'),
  },
  {
    name: 'epoch',
    description: 'run one consensus step on a network in a file; one line per uid',
    load: () => import('./epoch.ts'),
  },
  {
    name: 'conform',
    description:
      'replay recorded vectors of the chain, and tables of yuma-simulation: compared, differing, skipped',
    load: () => import('./conform.ts'),
  },
  {
    name: 'replay',
    description: 'run the consensus on a recorded real network and compare with what the chain said',
    load: () => import('./replay.ts'),
  },
  {
    name: 'calibrate',
    description:
      'fit a scenario to what the files of a network tell: knobs with intervals, and how well it fits',
    load: () => import('./calibrate.ts'),
  },
  {
    name: 'simulate',
    description: 'run one world: a line a day, then every measure',
    load: () => import('./simulate.ts'),
  },
  {
    name: 'sweep',
    description: 'run or resume a study; repeated, it runs only what is missing, then writes the report',
    load: () => import('./sweep.ts'),
  },
  {
    name: 'cluster',
    description: 'write the Slurm job script or the Kubernetes manifest that runs a study in shards',
    load: () => import('./cluster.ts'),
  },
  {
    name: 'worker',
    description: 'run trials for sweeps with --queue, from this machine or any other',
    load: () => import('./worker.ts'),
  },
  {
    name: 'check',
    description: 'compare the model with its full size, with real networks, and with changed assumptions',
    load: () => import('./check.ts'),
  },
  {
    name: 'sensitivity',
    description: 'find which factors move an output: Morris’ effects or Sobol’s indices, with intervals',
    load: () => import('./sensitivity.ts'),
  },
  {
    name: 'tune',
    description:
      'search for a better setting, judge it on fresh seeds, and answer with a range of equally good ones',
    load: () => import('./tune.ts'),
  },
  {
    name: 'exploiters',
    description:
      'let the adversaries multiply by what they earn, and answer which of them survive open entry',
    load: () => import('./exploiters.ts'),
  },
  {
    name: 'figures',
    description: 'list the figures of the papers that reproduce can compute, with their sources',
    load: () => import('./figures.ts'),
  },
  {
    name: 'reproduce',
    description: 'compute a figure of the papers again and compare it with every published value',
    load: () => import('./reproduce.ts'),
  },
  {
    name: 'try',
    description: 'compare one setting of a study with the status quo, as the panel of its page does',
    load: () => import('./try.ts'),
  },
  {
    name: 'merge',
    description: 'join shards of one study by the ids of their trials, then write the report',
    load: () => import('./merge.ts'),
  },
  {
    name: 'report',
    description: 'write report.html, report.md and figures/ of a results folder, and print the answer',
    load: () => import('./report.ts'),
  },
  {
    name: 'propose',
    description: 'write proposal.html and proposal.md of a study: a verdict on a change, and how to check it',
    load: () => import('./propose.ts'),
  },
  {
    name: 'verify',
    description: 'run a random sample of a folder’s trials again and compare every byte, and the plan’s hash',
    load: () => import('./verify.ts'),
  },
  {
    name: 'export',
    description: 'write the trials and series of a results folder as Parquet (or CSV), with units',
    load: () => import('./export.ts'),
  },
  {
    name: 'query',
    description: 'ask the trials and series of a results folder in SQL, as a table, CSV, JSON or Parquet',
    load: () => import('./query.ts'),
  },
  {
    name: 'ledger',
    description: 'list, check and score forecasts that were written before their outcomes',
    load: () => import('./ledger.ts'),
  },
];
