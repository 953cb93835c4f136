/** Where two plain values first differ, as a path such as `measures.networkQuality`, with both values; null if nowhere. */
export function firstDifference(kept: unknown, anew: unknown, path = ''): string | null {
  if (Object.is(kept, anew)) return null;
  if (!isRecord(kept) || !isRecord(anew))
    return `${path || 'the row'}: kept ${shown(kept)}, now ${shown(anew)}`;
  for (const key of [...new Set([...Object.keys(kept), ...Object.keys(anew)])].sort()) {
    const inner = firstDifference(own(kept, key), own(anew, key), path === '' ? key : `${path}.${key}`);
    if (inner !== null) return inner;
  }
  return null;
}

/** A key may be named as what every object has. */
const own = (record: Readonly<Record<string, unknown>>, key: string): unknown =>
  Object.hasOwn(record, key) ? record[key] : undefined;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
