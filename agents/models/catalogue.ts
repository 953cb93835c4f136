import { entryPrice } from './entryPrice.ts';
import type { Model } from './model.ts';
import { stakers } from './stakers.ts';

/** Every model that a study can run: a new one is a line here. */
export const models: readonly Model[] = [entryPrice, stakers];
