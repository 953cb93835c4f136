import { echo } from './echo.ts';
import { lookup } from './lookup.ts';
import { sniper } from './sniper.ts';
import { spam } from './spam.ts';
import { squatter } from './squatter.ts';
import { sybil } from './sybil.ts';
import type { Trick } from './trick.ts';
import { variance } from './variance.ts';

/**
 * Every trick. One draw per hotkey hands them out in this order, so a new one goes to the end: in another place it would
 * change which miners have the others.
 */
export const trickCatalogue: readonly Trick[] = [lookup, echo, variance, sybil, spam, sniper, squatter];
