import { ableShare } from './ableShare.ts';
import { adopters } from './adopters.ts';
import { answeredLoss } from './answeredLoss.ts';
import { asics } from './asics.ts';
import { cheaperWays } from './cheaperWays.ts';
import { cpuProfit } from './cpuProfit.ts';
import { deployedCompute } from './deployedCompute.ts';
import { deviceChanges } from './deviceChanges.ts';
import { exits } from './exits.ts';
import { gpuShare } from './gpuShare.ts';
import { gradientPremium } from './gradientPremium.ts';
import { imitation } from './imitation.ts';
import { investments } from './investments.ts';
import { licences } from './licences.ts';
import type { AnyMarketMeasure } from './marketMeasure.ts';
import { minerProfit } from './minerProfit.ts';
import { price } from './price.ts';
import { qualityPerDollar } from './qualityPerDollar.ts';
import { runningShare } from './runningShare.ts';
import { training } from './training.ts';

/** Measures of money and devices, of worlds whose miners pay for what they run, in the order in which tables list them. */
export const marketMeasures: readonly AnyMarketMeasure[] = [
  price,
  deployedCompute,
  runningShare,
  gpuShare,
  ableShare,
  minerProfit,
  cpuProfit,
  qualityPerDollar,
  answeredLoss,
  exits,
  deviceChanges,
  investments,
  training,
  gradientPremium,
  cheaperWays,
  licences,
  imitation,
  asics,
  adopters,
];
