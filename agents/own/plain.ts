/**
 * Where a state holds what cannot be copied whole, with what it is, or null. Plain are null, booleans, numbers, texts, bigints, lists,
 * records, typed arrays, Map and Set: `structuredClone` gives the same again.
 */
export function faultOfState(value: unknown, place = 'its state'): string | null {
  if (value === undefined || value === null || !['object', 'function', 'symbol'].includes(typeof value))
    return null;
  if (typeof value !== 'object') return `${place} is a ${typeof value}`;
  if (ArrayBuffer.isView(value)) return null;
  if (value instanceof Map || value instanceof Set) return firstFault([...value], place);
  if (Array.isArray(value)) return firstFault(value, place);
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    return `${place} is a ${value.constructor?.name ?? 'thing with a prototype'}`;
  for (const [key, part] of Object.entries(value)) {
    const fault = faultOfState(part, `${place}.${key}`);
    if (fault !== null) return fault;
  }
  return null;
}

function firstFault(parts: readonly unknown[], place: string): string | null {
  for (const [k, part] of parts.entries()) {
    const fault = faultOfState(part, `${place}[${k}]`);
    if (fault !== null) return fault;
  }
  return null;
}
