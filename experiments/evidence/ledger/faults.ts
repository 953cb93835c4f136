import { type Entry, type Forecast, sealOf } from './entry.ts';

/** Why an entry cannot stand in the ledger: each the value, the rule and the remedy. None: it can. */
export function faultsOf(entry: Entry): string[] {
  return [
    ...sealFaults(entry),
    ...intervalFaults(entry.forecast),
    ...scaleFaults(entry),
    ...dayFaults(entry),
    ...computedFaults(entry),
  ];
}

/** A number that is computed again says by which rule it decides and what it assumes; an outcome is computed only where there is one. */
function computedFaults({ computed, decides, assumes, outcome }: Entry): string[] {
  if (computed === undefined) return [];
  const faults: string[] = [];
  if (decides === undefined || assumes === undefined)
    faults.push(
      'it names computed numbers without decides and assumes; the reader must see what decides and what is assumed (add both)',
    );
  if (computed.outcome !== undefined && outcome === null)
    faults.push(
      `computed.outcome is ${computed.outcome} and there is no outcome; only an outcome in the data is computed (leave it out)`,
    );
  return faults;
}

function sealFaults(entry: Entry): string[] {
  const seal = sealOf(entry);
  if (seal === entry.hash) return [];
  return [
    `its hash is ${entry.hash.slice(0, 8)}…, that of its words and numbers ${seal.slice(0, 8)}…; a forecast is not changed once it is written (take the change back, or write a new entry)`,
  ];
}

function intervalFaults({ low, value, high, level }: Forecast): string[] {
  const faults: string[] = [];
  if (!(low <= value && value <= high))
    faults.push(
      `the forecast is ${value} in ${low} … ${high}; low ≤ value ≤ high must hold (give the ends in order, with the value between)`,
    );
  if (!(level >= 0.5 && level <= 0.99))
    faults.push(`level is ${level}; it is the probability of the interval, 0.5 … 0.99 (give 0.9 for 90 %)`);
  return faults;
}

function scaleFaults({ forecast, noChange, outcome }: Entry): string[] {
  if (forecast.scale === 'plain') return [];
  const values = [forecast.low, noChange.value, ...(outcome === null ? [] : [outcome.value])];
  return values
    .filter((value) => value <= 0)
    .map((value) => `${value} has no logarithm; on the scale log every number is above 0 (take plain)`);
}

function dayFaults({ registered, due, outcome, hindsight }: Entry): string[] {
  if (outcome === null)
    return hindsight
      ? [
          'hindsight is true and there is no outcome; only an entry whose outcome was in the data is hindsight (add the outcome, or say false)',
        ]
      : isBefore(registered, due)
        ? []
        : [
            `it is due on ${due} and was registered on ${registered}; a forecast is of a later day (give a later one)`,
          ];
  if (hindsight && isBefore(registered, outcome.day))
    return [
      `hindsight is true and the outcome of ${outcome.day} is younger than the entry of ${registered}; that is a forecast (say false)`,
    ];
  if (!hindsight && !isBefore(registered, outcome.day))
    return [
      `it was registered on ${registered}, when its outcome of ${outcome.day} could be known; a forecast is written before (say hindsight: true, and coverage leaves it out)`,
    ];
  if (isBefore(outcome.day, due))
    return [
      `its outcome is of ${outcome.day}, before the day it is due, ${due}; no earlier look counts (wait for it)`,
    ];
  return [];
}

/** Days as texts of ISO 8601 are in the order of time. */
const isBefore = (one: string, other: string): boolean => one < other;
