/** A part of a chart's specification: its fields by their names. */
export type Part = Readonly<Record<string, unknown>>;

export const isPart = (value: unknown): value is Part =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value as a part; without fields where it is none. */
export const partOf = (value: unknown): Part => (isPart(value) ? value : {});

/** The parts in a list; none where it is no list. */
export const partsOf = (value: unknown): Part[] => (Array.isArray(value) ? value.filter(isPart) : []);

/** The plots of a panel, which may hold rows of its own. */
export function leaves(panel: Part): Part[] {
  const inner = panel.hconcat ?? panel.vconcat ?? panel.concat;
  return Array.isArray(inner) ? inner.flatMap(leaves) : [panel];
}

/** A copy in which `change` has been applied to every property whose name is `name` or ends in it; data are left alone. */
export function mapped(part: Part, name: string, change: (value: unknown) => unknown): Part {
  const ending = name.toLowerCase();
  const isNamed = (key: string) => key === name || (name.length > 1 && key.toLowerCase().endsWith(ending));
  const into = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(into);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => {
        if (key === 'data' || key === 'datasets' || key === 'values') return [key, inner];
        return [key, isNamed(key) ? change(inner) : into(inner)];
      }),
    );
  };
  return partOf(into(part));
}
