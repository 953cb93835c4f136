/** Registrations below which a trial has no rates. */
const leastRegistrations = 20;

/** A count per 100 registrations; null below 20 of them. */
export const perHundred = (count: number, registrations: number): number | null =>
  registrations >= leastRegistrations ? (100 * count) / registrations : null;
