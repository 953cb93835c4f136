import { type Alpha, blocksPerDay, type Rao, raoPerTao, type Tao, type TaoPerAlpha } from './units.ts';
import type { World } from './world.ts';

/** TAO for so much alpha. */
export const taoOf = (alpha: Alpha, price: TaoPerAlpha): Tao => alpha * price;

/** Alpha for so much TAO. */
export const alphaOf = (tao: Tao, price: TaoPerAlpha): Alpha => tao / price;

/** TAO for a unit of what the network pays in: `scenario.alphaPrice`, or 1 where it pays in TAO. */
export const taoPerUnit = ({ rules, hyperparameters }: World): TaoPerAlpha =>
  rules.currency === 'alpha' ? hyperparameters['scenario.alphaPrice'] : 1;

/** TAO of a day that `rao` of a block come to, where the network pays in `price` TAO a unit. */
export const taoPerDay = (rao: Rao, price: TaoPerAlpha): Tao => (rao / raoPerTao) * price * blocksPerDay;
