import type { TwoPlayerRules } from '../../sim/games/twoPlayer.ts';

/** η rounds of cuts with smoothing α, a part ξ of the emission to scoring, no trust unless given. */
export const rulesOf = (
  rounds: number,
  smoothing = 0,
  scoringShare = 0.5,
  trust: TwoPlayerRules['trust'] = null,
): TwoPlayerRules => ({ cuts: { rounds, smoothing }, scoringShare, trust });
