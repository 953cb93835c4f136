import type { CompleteRow, Level } from '../../plan/rows.ts';
import type { Factor } from '../../plan/study.ts';
import type { Sameness } from './answers.ts';
import type { Worlds } from './worlds.ts';

/** A group of worlds that differ in one factor alone: their common levels, and whether all their rows are the same. */
interface Group {
  readonly others: Readonly<Record<string, Level>>;
  readonly isSame: boolean;
}

/** Where a factor changes nothing: rows are compared to the last digit, all that they hold, apart from the plan that names the level. */
export function samenessOf(worlds: Worlds, { name, values }: Factor): Sameness {
  const groups = worlds.others(name).flatMap((others): Group[] =>
    worlds.seeds.flatMap((seed) => {
      const rows = values.map((value) => worlds.at({ ...others, [name]: value }, seed));
      const texts = rows.flatMap((row) => (row === null ? [] : [contentOf(row)]));
      return texts.length < values.length ? [] : [{ others, isSame: new Set(texts).size === 1 }];
    }),
  );
  const same = groups.filter(({ isSame }) => isSame).length;
  return { groups: groups.length, same, where: same < groups.length ? whereSame(worlds, name, groups) : [] };
}

/** All that a row holds but its plan, as text. */
export const contentOf = ({ measures, tables, days, market, path }: CompleteRow): string =>
  JSON.stringify([measures, tables, days, market, path]);

/** Values of one other factor with which the factor never changes anything. */
function whereSame({ factors }: Worlds, name: string, groups: readonly Group[]): Sameness['where'] {
  return factors
    .filter((factor) => factor.name !== name)
    .flatMap((factor) =>
      factor.values
        .filter((value) => {
          const own = groups.filter(({ others }) => others[factor.name] === value);
          return own.length > 0 && own.every(({ isSame }) => isSame);
        })
        .map((value) => ({ name: factor.name, value })),
    );
}
