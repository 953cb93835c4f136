import type { LifeTable } from '../sim/metrics/lifeTable.ts';
export function timesOf(_t: { to50: LifeTable; to90: LifeTable }): Record<string, number | null> {
  return {};
}
export function halfLifeOf(_s: readonly LifeTable[]): number | null {
  return null;
}
