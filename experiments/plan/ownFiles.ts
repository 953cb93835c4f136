import type { NetworkStart } from '../../agents/scenarios/networkStart.ts';
import type { Hyperparameter } from '../../sim/hyperparameters/registry.ts';
import type { Metric } from '../../sim/metrics/metric.ts';

/** A file of one's own definitions: where it is, and the SHA-256 over it and all that it imports. */
export interface OwnFile {
  readonly file: string;
  readonly sha256: string;
}

/** The same as a study keeps it: with what a reader must know of its settings and measures when the file is gone. */
export interface DescribedOwnFile extends OwnFile {
  readonly settings: readonly Hyperparameter[];
  readonly metrics: readonly Metric[];
}

/** A number of one's own over measures of a trial, named by its text. */
export interface DerivedMeasure {
  readonly expression: string;
  readonly better: 'lower' | 'higher';
}

/** What a plan says of agents and measures of one's own. */
export interface OwnMark<File extends OwnFile = DescribedOwnFile> {
  /** Expressions over measures that the plan decides by; absent: none. They are worked out from rows and no part of a trial. */
  readonly derived?: readonly DerivedMeasure[];
  /** Files whose definitions may act in its worlds; absent: none. */
  readonly with?: readonly File[];
  /** Longest that a turn of an agent of one's own may take, ms; there where `with` is. */
  readonly turnLimitMs?: number;
  /** The network of one’s own that its worlds start from, where their scenario is `network-file`. */
  readonly network?: NetworkStart;
}

/** Longest turn where nothing is said, ms: far above what an agent needs, and little beside a world. */
export const usualTurnLimitMs = 10_000;

/** What a plan says of its files, alone. */
export const ownMarkOf = <File extends OwnFile>({
  with: files,
  turnLimitMs,
  network,
}: OwnMark<File>): OwnMark<File> => ({
  ...(files !== undefined && { with: files }),
  ...(turnLimitMs !== undefined && { turnLimitMs }),
  ...(network !== undefined && { network }),
});

/** What a trial keeps of its study's files. */
export const trialMarkOf = ({ with: files, turnLimitMs, network }: OwnMark): OwnMark<OwnFile> =>
  ownMarkOf({
    ...(files !== undefined && { with: files.map(({ file, sha256 }) => ({ file, sha256 })) }),
    ...(turnLimitMs !== undefined && { turnLimitMs }),
    ...(network !== undefined && { network }),
  });

/** The rows of all settings that a plan's files define. */
export const ownRows = ({ with: files = [] }: OwnMark): readonly Hyperparameter[] =>
  files.flatMap(({ settings }) => settings);

/** The row of a setting that a plan's files define, or undefined. */
export const ownRow = (own: OwnMark, name: string): Hyperparameter | undefined =>
  ownRows(own).find((row) => row.name === name);

/** The measures that a plan's files define, and those that it works out itself. */
export const ownMetrics = ({ with: files = [], derived = [] }: OwnMark): readonly Metric[] => [
  ...files.flatMap(({ metrics }) => metrics),
  ...derived.map(derivedMetric),
];

const derivedMetric = ({ expression, better }: DerivedMeasure): Metric => ({
  name: expression,
  family: 'judgement',
  unit: '',
  better,
  definition: `worked out from the measures of each trial as ${expression}`,
});

/** The options of a command that name a plan's files, and the limit of a turn where it is not the usual one. */
export const ownWords = ({ with: files = [], turnLimitMs = usualTurnLimitMs }: OwnMark): string[] => [
  ...files.map(({ file }) => `--with ${file}`),
  ...(turnLimitMs === usualTurnLimitMs ? [] : [`--turn-limit ${turnLimitMs}`]),
];
