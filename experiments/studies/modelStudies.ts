import { unknownName } from '../base/userError.ts';
import type { ModelStudy } from '../plan/modelStudy.ts';
import type { ModelPage } from '../report/models/modelPage.ts';
import {
  autopilotWorldsDeadZone,
  autopilotWorldsFull,
  autopilotWorldsNulls,
  autopilotWorldsQuick,
} from './autopilot-worlds/plan.ts';
import { bridgedConfirm, bridgedFull, bridgedQuick } from './bridged/plan.ts';
import { captureConfirm, captureFull, captureQuick, captureSensitivity } from './capture/plan.ts';
import { entryPriceConfirm, entryPriceFull, entryPriceQuick } from './entry-price/plan.ts';
import { gateConfirm, gateFull, gateQuick, gateSensitivity } from './gate/plan.ts';
import {
  governanceConfirm,
  governanceFull,
  governanceQuick,
  governanceSensitivity,
} from './governance/plan.ts';
import { loopMapFull, loopMapQuick } from './loop-map/plan.ts';
import { stakersConfirm, stakersFull, stakersQuick, stakersSensitivity } from './stakers/plan.ts';
import { subnetworksConfirm, subnetworksFull, subnetworksQuick } from './subnetworks/plan.ts';

/** A question to a model, in each of its sizes, with what its page says in its own words. */
export interface NamedModelStudy {
  readonly sizes: readonly ModelStudy[];
  /** Loads what the page says in its own words; left out: the general page. */
  readonly page?: () => Promise<ModelPage>;
}

/** Every study of a model: a new one is a line here. */
export const namedModelStudies: readonly NamedModelStudy[] = [
  {
    sizes: [entryPriceQuick, entryPriceFull, entryPriceConfirm],
    page: async () => (await import('./entry-price/page.ts')).entryPricePage,
  },
  {
    sizes: [subnetworksQuick, subnetworksFull, subnetworksConfirm],
    page: async () => (await import('./subnetworks/page.ts')).subnetworksPage,
  },
  {
    sizes: [bridgedQuick, bridgedFull, bridgedConfirm],
    page: async () => (await import('./bridged/page.ts')).bridgedPage,
  },
  {
    sizes: [stakersQuick, stakersFull, stakersConfirm, stakersSensitivity],
    page: async () => (await import('./stakers/page.ts')).stakersPage,
  },
  {
    sizes: [governanceQuick, governanceFull, governanceConfirm, governanceSensitivity],
    page: async () => (await import('./governance/page.ts')).governancePage,
  },
  {
    sizes: [captureQuick, captureFull, captureConfirm, captureSensitivity],
    page: async () => (await import('./capture/page.ts')).capturePage,
  },
  {
    sizes: [gateQuick, gateFull, gateConfirm, gateSensitivity],
    page: async () => (await import('./gate/page.ts')).gatePage,
  },
  {
    sizes: [autopilotWorldsQuick, autopilotWorldsFull, autopilotWorldsNulls, autopilotWorldsDeadZone],
    page: async () => (await import('./autopilot-worlds/page.ts')).autopilotWorldsPage,
  },
  {
    sizes: [loopMapQuick, loopMapFull],
    page: async () => (await import('./loop-map/page.ts')).loopMapPage,
  },
];

/** Every study of a model, once for each size. */
export const modelStudies: readonly ModelStudy[] = namedModelStudies.flatMap(({ sizes }) => sizes);

export const modelStudyNames: readonly string[] = [...new Set(modelStudies.map(({ name }) => name))];

/** The study of a model of a name and a size; null where no study of a model has the name. Throws a `UserError` with the right sizes. */
export function modelStudyNamed(name: string, size: string): ModelStudy | null {
  const sizes = modelStudies.filter((study) => study.name === name);
  if (sizes.length === 0) return null;
  const study = sizes.find((known) => known.size === size);
  if (study === undefined)
    throw unknownName(
      `size of ${name}`,
      size,
      sizes.map((known) => known.size),
    );
  return study;
}
