import { bridged } from './bridged.ts';
import { capture } from './capture.ts';
import { entryPrice } from './entryPrice.ts';
import { freeLoop } from './freeLoop.ts';
import { gate } from './gate.ts';
import { governance } from './governance.ts';
import type { Model } from './model.ts';
import { stakers } from './stakers.ts';
import { steered } from './steered.ts';
import { subnetworks } from './subnetworks.ts';

/** Every model that a study can run: a new one is a line here. */
export const models: readonly Model[] = [
  entryPrice,
  subnetworks,
  bridged,
  stakers,
  governance,
  capture,
  gate,
  steered,
  freeLoop,
];
