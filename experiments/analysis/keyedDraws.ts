import { stream } from '../../sim/random.ts';

/** Uniform draws in [0, 1) of one purpose: the same for the same key, whatever else was drawn. */
export const keyedUniform = (key: string): (() => number) => stream('analysis', key, 'uniform').next;

/** Standard normal draws of one purpose. */
export const keyedNormal = (key: string): (() => number) => stream('analysis', key, 'normal').normal;
