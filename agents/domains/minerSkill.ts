import { exp, normalQuantile, pow } from '../../sim/math/elementary.ts';
import { type NoiseKey, noiseKey, noiseOf, uniformAt } from '../../sim/noise.ts';
import type { Nats, Parameters, Serial, Share } from '../../sim/units.ts';
import { lossOfSize } from '../scoring/scalingLaw.ts';
import { steadyScore, tableFor } from '../scoring/synergyTable.ts';

/** What miners can make of money. */
export interface SkillSettings {
  readonly domains: number;
  /** Spread of ln of the size that a miner runs for the same money. */
  readonly talentSpread: number;
  /** Part of the variance of talent that a miner has in every domain alike. */
  readonly generalShare: Share;
  /** Power of a model's size in the money spent on it. */
  readonly sizePower: number;
}

/** Median size of a model that is run for the mean pay of a slot: median of the arrivals of 2022 (assumption A12). */
export const medianSize: Parameters = 9e7;
/** The score table of Finney: what queries of 20 miners with 32 rows show of a loss. */
const table = tableFor({ base: 0.5, synergy: 0.5 }, 32)!;

/** Talents of miners, each a function of its serial and the domain: nothing is kept. */
export class MinerSkill {
  private readonly settings: SkillSettings;
  private readonly general: NoiseKey;
  /** [domain] */
  private readonly own: readonly NoiseKey[];

  constructor(settings: SkillSettings, seed: string) {
    this.settings = settings;
    this.general = noiseKey(`${seed} talent`, 0, 0);
    this.own = Array.from({ length: settings.domains }, (_, domain) => noiseKey(`${seed} talent`, 1, domain));
  }

  /** ln of the size that a miner runs in a domain, over what the median miner runs for as much. */
  talent(miner: Serial, domain: number): number {
    const { talentSpread, generalShare } = this.settings;
    const deviate = (key: NoiseKey) => normalQuantile(uniformAt(noiseOf(key, miner)));
    return (
      talentSpread *
      (Math.sqrt(generalShare) * deviate(this.general) +
        Math.sqrt(1 - generalShare) * deviate(this.own[domain]))
    );
  }

  /** True loss of a miner of this talent that spends `spent` (1: the mean pay of a slot) on its model. */
  lossOf(talent: number, spent: number): Nats {
    return lossOfSize(medianSize * exp(talent) * pow(spent, this.settings.sizePower));
  }
}

/** Mean score of a query of a miner with this loss, by the table of Finney. */
export const scoreOfLoss = (loss: Nats): number => steadyScore(table, loss);
