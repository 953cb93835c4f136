/** How far the two arithmetics are apart on networks of a study. */
export interface ArithmeticGap {
  /** Step of the run at which the networks were taken. */
  readonly step: number;
  readonly networks: number;
  readonly maxIncentiveDifference: number;
  readonly maxDividendDifference: number;
  readonly maxEmissionRao: number;
}

/** Where rows come from and how to get them again. */
export interface Provenance {
  readonly command: string;
  readonly engine: string;
  readonly studyHash: string;
  readonly rowsHash: string;
  /** What replication by rule or by pairs came to, a sentence each. */
  readonly notes?: readonly string[];
}
