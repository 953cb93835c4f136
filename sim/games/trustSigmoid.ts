import { exp } from '../elementary.ts';
import type { Share } from '../units.ts';

/** The sigmoid of consensus: C = 1 / (1 + exp(−rho (T − kappa))) (whitepaper eq. 4; rho 10, kappa .5). */
export const trustSigmoid = (trust: Share, rho = 10, kappa = 0.5): Share =>
  1 / (1 + exp(-rho * (trust - kappa)));

/** Two disjoint subgraphs that trust only themselves. */
export interface CabalSettings {
  /** Stake minted in a block over all stake. */
  readonly inflation: number;
  readonly rho: number;
  readonly honestStake: number;
  readonly cabalStake: number;
  readonly blocks: number;
}

/** The whitepaper's section 10. */
export const whitepaperCabal: CabalSettings = {
  inflation: 0.1,
  rho: 10,
  honestStake: 0.51,
  cabalStake: 0.49,
  blocks: 100,
};

/**
 * [block] the cabal's share of all stake, when each side ranks itself by its stake and is trusted by its own share:
 * incentive = rank · sigmoid(share), paid out as stake (whitepaper section 10, code block).
 */
export function cabalDecay({ inflation, rho, honestStake, cabalStake, blocks }: CabalSettings): Share[] {
  let [honest, cabal] = [honestStake, cabalStake];
  return Array.from({ length: blocks }, () => {
    const total = honest + cabal;
    const earned = [honest, cabal].map((stake) => stake * trustSigmoid(stake / total, rho));
    const incentive = earned[0] + earned[1];
    honest += inflation * total * (earned[0] / incentive);
    cabal += inflation * total * (earned[1] / incentive);
    return cabal / (honest + cabal);
  });
}
