import { shared } from '../../sim/copy.ts';
import { cabal } from './cabal.ts';
import { copier } from './copier.ts';
import type { ValidatorKind } from './kind.ts';
import { lazy } from './lazy.ts';

/**
 * Every kind of validator besides the honest one. Kinds are cast in this order, each from the smallest stake upwards among
 * those that are left, so a new one goes to the end.
 */
export const validatorKinds: readonly ValidatorKind[] = [cabal, copier, lazy].map(shared);
