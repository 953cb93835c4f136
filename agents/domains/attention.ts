import { pow } from '../../sim/math/elementary.ts';
import { type Blocks, blocksPerDay, type Share, secondsPerBlock } from '../../sim/units.ts';
import { devices } from '../market/hardware.ts';
import { sweepSteps } from '../queryDemand.ts';
import { stepSeconds } from '../validatorHardware.ts';

/** Who validates how much. */
export interface AttentionSettings {
  readonly domains: number;
  /** Uids of a network, for the length of a sweep. */
  readonly uids: number;
  readonly validators: number;
  /** Networks that a validator scores, where there are several. */
  readonly networksEach: number;
  /** Scores have the luck of queries; without it validators see each miner's steady score, after as long. */
  readonly scoringNoise: boolean;
}

/** How validators come to know a miner. */
export interface Attention {
  readonly sweepBlocks: Blocks;
  /** Weight of a day of sweeps in a miner's score. */
  readonly perDay: Share;
  /** Standard deviation of a day's noise, over the steady score. */
  readonly noise: number;
}

/** Of Finney: weight of a sweep in the moving average, uids that are asked at once, and a query. */
const alpha: Share = 0.1;
const topk = 20;
const query = { batch: 32, sequenceLength: 256 };
/** Deviation of the score of one query over its mean, at a loss of 2.72 nats in the table of Finney. */
const queryDeviation = 1.1;
/** Validators set weights no more often than this. */
const leastSweep: Blocks = 100;
const device = devices.find(({ name }) => name === 'RTX 3090')!;

/**
 * The attention that a miner gets. In one network a validator sweeps the uids of all domains in turn; among networks it sweeps those of the
 * networks that it scores, and a network has its part of the validators. All validators together ask as many queries in both.
 */
export function attentionOf(settings: AttentionSettings, isOne: boolean): Attention {
  const { domains, uids, validators, scoringNoise } = settings;
  const networks = isOne ? domains : Math.min(settings.networksEach, domains);
  const seconds = sweepSteps(networks * uids, topk) * stepSeconds(query, topk, device);
  const sweepBlocks = Math.max(leastSweep, Math.ceil(seconds / secondsPerBlock));
  const perDay = 1 - pow(1 - alpha, blocksPerDay / sweepBlocks);
  const scorers = (validators * networks) / domains;
  const deviation = queryDeviation * Math.sqrt(alpha / (2 - alpha) / scorers);
  // An average moved once a day by `perDay` keeps the deviation of one moved at each sweep if a day's noise has this one.
  const ofDay = (deviation * Math.sqrt(1 - (1 - perDay) * (1 - perDay))) / perDay;
  return { sweepBlocks, perDay, noise: scoringNoise ? ofDay : 0 };
}
