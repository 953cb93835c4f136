import type { Study } from '../plan/study.ts';

/** `1 … 12`; with another first seed, against which they are fresh. */
export function seedRange({ seeds, firstSeed = 1 }: Pick<Study, 'seeds' | 'firstSeed'>): string {
  const fresh = firstSeed === 1 ? '' : `, fresh: a run of the seeds 1 … ${firstSeed - 1} has none of them`;
  return `${firstSeed} … ${firstSeed + seeds - 1}${fresh}`;
}
