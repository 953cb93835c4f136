import { readFileSync } from 'node:fs';
import { type Arrivals, fitArrivals, type Response } from './arrivalsFit.ts';
import { fittedCounts } from './churn.ts';
import { meanOf } from './middle.ts';
import type { Arriving } from './newcomerFit.ts';
import { fitWithAll } from './newcomerForecasts.ts';
import { fittedEpochs, recordedSubnet31 } from './recordedSubnet31.ts';
import { fitRhythm, type Rhythm, rhythmSettings } from './rhythmFit.ts';
import { watchFlow } from './watchFlow.ts';
import { watchSubnet } from './watchSubnet.ts';

/** What was fitted to data, and how worlds answered. */
export interface Fitted {
  /** Of subnet 31, on epochs 1 to 50. */
  readonly rhythm: Rhythm;
  /** Of subnet 31, on all its newcomers. */
  readonly arriving: Arriving;
  /** Uids of `flat-subnet` that are replaced between two looks, by the candidates a day. */
  readonly response: Response;
  /** Of full subnets with even netuids, by that response. */
  readonly arrivals: Arrivals;
}

export const fittedFile = new URL('../../../results/reference/patterns/fit.json', import.meta.url);

/** The committed fits. */
export const committedFit = (): Fitted => JSON.parse(readFileSync(fittedFile, 'utf8'));

/** Candidates a day at which worlds are asked for their response. */
const asked = [0.25, 1, 4, 16, 64, 256, 1024] as const;

/** Fits all knobs again: `rhythmWorlds` worlds for each round of the rhythm's search, `flowWorlds` for each point of the response. */
export function fitAgain(rhythmWorlds: number, flowWorlds: number): Fitted {
  const { looks, newcomers } = recordedSubnet31();
  const response = responseOf(flowWorlds);
  return {
    rhythm: fitRhythm(looks.slice(0, fittedEpochs), settledLooks(rhythmWorlds)),
    arriving: fitWithAll(newcomers),
    response,
    arrivals: fitArrivals(fittedCounts, response),
  };
}

/** Looks at so many worlds under a rhythm, without the first half, in which their averages forget the start. */
export const settledLooks = (worlds: number) => (rhythm: Rhythm) =>
  Array.from({ length: worlds }, (_, k) =>
    watchSubnet(`fit ${k + 1}`, rhythmSettings(rhythm)).looks.slice(fittedEpochs),
  );

/** Where few come, more pairs of looks are needed for a mean. */
const windowsAt = (candidates: number): number => Math.max(1, Math.min(10, Math.round(10 / candidates)));

const responseOf = (worlds: number): Response =>
  asked.map((candidates) => {
    const counts = Array.from({ length: worlds }, (_, k) =>
      watchFlow('flat-subnet', `response ${k + 1}`, windowsAt(candidates), candidates),
    ).flat();
    return [candidates, meanOf(counts) ?? 0] as const;
  });
