import type { Level, Row } from '../plan/rows.ts';
import type { Factor, Study } from '../plan/study.ts';

/** One combination of the factors behind the first. */
export interface Setting {
  readonly levels: Readonly<Record<string, Level>>;
  readonly label: string;
}

/** Settings of a study in the order of its plan; one without a name if there is a single factor. */
export function settingsOf({ factors }: Study): Setting[] {
  return combined(factors.slice(1)).map((levels) => ({ levels, label: labelOf(levels) }));
}

function combined(factors: readonly Factor[]): Record<string, Level>[] {
  return factors.reduce<Record<string, Level>[]>(
    (settings, { name, values }) =>
      settings.flatMap((levels) => values.map((value) => ({ ...levels, [name]: value }))),
    [{}],
  );
}

function labelOf(levels: Readonly<Record<string, Level>>): string {
  return Object.entries(levels)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

/** Whether a main trial belongs to a setting. */
export function isIn(row: Row, { levels }: Setting): boolean {
  return row.arm === null && Object.entries(levels).every(([name, value]) => row.levels[name] === value);
}

/** The setting that the arms are compared with: the one with the values they hold fixed. */
export function settingOfArms(study: Study): Setting | undefined {
  const held: Readonly<Record<string, Level>> = { ...study.set, ...study.armSet };
  return settingsOf(study).find(({ levels }) =>
    Object.entries(levels).every(([name, value]) => held[name] === value),
  );
}
