import { contour, type Surface } from './retentionLine.ts';
import type { RetentionMap } from './retentionMap.ts';
import { steps } from './retentionMap.ts';

/** How useful the majority must be so that it keeps its stake whatever the minority does. */
export interface RequiredUtility {
  /** Smallest w_H that suffices against every w_C; null if none does. */
  readonly utility: number | null;
  /** The w_C that asks the most; null with it. */
  readonly worstMinorUtility: number | null;
}

export const surfaceOf = ({ kept }: RetentionMap): Surface => ({ steps, values: kept });

/** Rounding of either arithmetic: 64 shares of stake floored to 2^-32 add up to 2^-26 less. */
const rounding = 1e-7;

/**
 * The largest w_H on the retention line E_H = s_H. None if some w_C leaves the majority no more than its stake even at
 * w_H = 1, as where no earnings exist and the chain falls back to stake: then E_H is s_H except for rounding, which
 * puts it on either side of the line.
 */
export function requiredUtility(map: RetentionMap): RequiredUtility {
  const none = { utility: null, worstMinorUtility: null };
  for (let minor = 0; minor <= steps; minor++) {
    if (!(map.kept[steps * (steps + 1) + minor] > map.majorStake + rounding)) return none;
  }
  const vertices = contour(surfaceOf(map), map.majorStake).flat();
  if (vertices.length === 0) return none;
  const worst = vertices.reduce((found, vertex) => (vertex.x > found.x ? vertex : found));
  return { utility: worst.x, worstMinorUtility: worst.y };
}

/** Largest w_H at which E_H passes `level` along one w_C (a multiple of 0.02); null if it never does. */
export function utilityAt(map: RetentionMap, level: number, minorUtility: number): number | null {
  const minor = Math.round(minorUtility * steps);
  for (let major = steps; major > 0; major--) {
    const above = map.kept[major * (steps + 1) + minor];
    const below = map.kept[(major - 1) * (steps + 1) + minor];
    if (above >= level && below < level) return (major - 1 + (level - below) / (above - below)) / steps;
  }
  return null;
}
