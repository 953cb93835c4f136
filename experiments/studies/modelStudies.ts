import { unknownName } from '../base/userError.ts';
import type { ModelStudy } from '../plan/modelStudy.ts';
import type { ModelPage } from '../report/models/modelPage.ts';
import { entryPriceFull, entryPriceQuick } from './entry-price/plan.ts';
import { stakersFull, stakersQuick } from './stakers/plan.ts';

/** A question to a model, in each of its sizes, with what its page says in its own words. */
export interface NamedModelStudy {
  readonly sizes: readonly ModelStudy[];
  /** Loads what the page says in its own words; left out: the general page. */
  readonly page?: () => Promise<ModelPage>;
}

/** Every study of a model: a new one is a line here. */
export const namedModelStudies: readonly NamedModelStudy[] = [
  {
    sizes: [entryPriceQuick, entryPriceFull],
    page: async () => (await import('./entry-price/page.ts')).entryPricePage,
  },
  {
    sizes: [stakersQuick, stakersFull],
    page: async () => (await import('./stakers/page.ts')).stakersPage,
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
