import { exp, normalQuantile } from '../../sim/math/elementary.ts';
import { normalCdf } from '../../sim/math/gamma.ts';
import { type NoiseKey, noiseOf, uniformAt } from '../../sim/noise.ts';
import type { Nats, Parameters, Share } from '../../sim/units.ts';
import { lossOfSize } from './scalingLaw.ts';

/** Law of the true loss of an arrival (assumption A12). */
export interface SizeLaw {
  /** Median model size; sizes are lognormal. */
  readonly medianSize: Parameters;
  /** Standard deviation of ln size. */
  readonly sizeSigma: number;
  /** Share of arrivals that are misconfigured. */
  readonly poorShare: Share;
  /** Their true loss over that of the model they think they run. */
  readonly poorFactor: number;
}

/** True loss of one arrival from two draws: its size, and whether it is misconfigured. */
export function arrivalLoss(law: SizeLaw, key: NoiseKey): Nats {
  const loss = lossAtNormal(law, normalQuantile(uniformAt(noiseOf(key, 0))));
  return uniformAt(noiseOf(key, 1)) < law.poorShare ? loss * law.poorFactor : loss;
}

/** The losses between which all but a share `tail` at each end of the arrivals lie. */
export function lossSupport(law: SizeLaw, tail: Share): [Nats, Nats] {
  return [lossQuantile(law, tail), lossQuantile(law, 1 - tail)];
}

/** Quantile of the mixture of good and misconfigured arrivals, by bisection over the normal of the good ones. */
function lossQuantile(law: SizeLaw, share: Share): Nats {
  let [low, high] = [lossAtNormal(law, 8), lossAtNormal(law, -8) * law.poorFactor];
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2;
    if (shareBelow(law, middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function shareBelow(law: SizeLaw, loss: Nats): Share {
  return (1 - law.poorShare) * goodBelow(law, loss) + law.poorShare * goodBelow(law, loss / law.poorFactor);
}

/** Share of well configured arrivals with a lower loss: those with a larger model. */
function goodBelow(law: SizeLaw, loss: Nats): Share {
  let [small, large] = [-9, 9];
  for (let round = 0; round < 60; round++) {
    const z = (small + large) / 2;
    if (lossAtNormal(law, z) < loss) large = z;
    else small = z;
  }
  return 1 - normalCdf((small + large) / 2);
}

/** Loss of a model whose ln size lies z standard deviations above the median. */
function lossAtNormal(law: SizeLaw, z: number): Nats {
  return lossOfSize(law.medianSize * exp(law.sizeSigma * z));
}
