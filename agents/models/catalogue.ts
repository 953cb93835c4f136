import { bridged } from './bridged.ts';
import { entryPrice } from './entryPrice.ts';
import type { Model } from './model.ts';

/** Every model that a study can run: a new one is a line here. */
export const models: readonly Model[] = [entryPrice, bridged];
