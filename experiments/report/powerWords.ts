/** What these seeds would have found, after a sentence that nothing was; empty where nothing is known. */
export const powerWords = (detectable: number | null, unit: string): string =>
  detectable === null
    ? ''
    : ` A difference of ${`${short(detectable)} ${unit}`.trimEnd()} would have been found in 8 of 10 such studies.`;

/** A positive number with two digits. */
const short = (value: number): string => (value === 0 ? '0' : String(Number(value.toPrecision(2))));
