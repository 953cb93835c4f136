import { cellsOf, type Study } from '../../plan/study.ts';

/** What is to be known of one cell: its difference from a base on the same seeds, or its mean where it has none. */
export interface Comparison {
  /** Places among the study's cells. */
  readonly cell: number;
  readonly base: number | null;
}

/**
 * What a study by precision must come to know. Differences are taken from the status quo of the first factor, or from its first value
 * where the status quo was not swept, among cells that differ in nothing else.
 */
export function comparisonsOf(study: Study): Comparison[] {
  const cells = cellsOf(study);
  if (study.precision?.of !== 'difference') return cells.map((_, cell) => ({ cell, base: null }));
  const [{ name, values }] = study.factors;
  const level = study.statusQuo.find(({ value }) => values.includes(value))?.value;
  const groups = new Map<string, number[]>();
  for (const [k, { [name]: _, ...others }] of cells.entries()) {
    const key = JSON.stringify(Object.entries(others).sort());
    groups.set(key, [...(groups.get(key) ?? []), k]);
  }
  return [...groups.values()].flatMap((group): Comparison[] => {
    const base = group.find((k) => cells[k][name] === level) ?? group[0];
    const others = group.filter((k) => k !== base);
    // A cell that nothing differs from by this factor alone is known by its mean.
    return others.length === 0 ? [{ cell: base, base: null }] : others.map((cell) => ({ cell, base }));
  });
}
