import { yumaPairs } from '../../../sim/consensus/yuma.ts';
import { type PowerLaw, powerLaw } from '../../statistics/powerLaw.ts';
import type { CostShape } from './costNetwork.ts';
import { type ManyNets, manyNets } from './manyNets.ts';
import { type Cost, measureCost } from './measureCost.ts';

/** Shapes along which one thing grows. */
export interface Family {
  /** Validators; `n`: every uid is one. */
  readonly validators: number | 'n';
  readonly costs: readonly Cost[];
  /** Entries, and measured time, in n. */
  readonly entries: PowerLaw;
  readonly time: PowerLaw;
  /** Largest n whose epoch takes one block, at the pairs per second of the largest network measured. */
  readonly largest: number;
}

export interface CostStudy {
  readonly families: readonly Family[];
  /** One shape at falling densities. */
  readonly densities: readonly Cost[];
  /** The readable text, every uid a validator. */
  readonly twin: readonly Cost[];
  readonly nets: readonly ManyNets[];
}

/** What is measured; `quick` is for tests. */
export interface CostPlan {
  readonly families: readonly { readonly validators: number | 'n'; readonly sizes: readonly number[] }[];
  readonly densities: { readonly shape: Omit<CostShape, 'density'>; readonly shares: readonly number[] };
  readonly twin: readonly number[];
  readonly nets: { readonly size: number; readonly counts: readonly number[] };
}

/** A block, ms. */
export const blockMs = 12_000;

export const wholePlan: CostPlan = {
  families: [
    { validators: 'n', sizes: [256, 512, 1024, 2048, 4096, 8192] },
    { validators: 1024, sizes: [1024, 2048, 4096, 8192, 16_384] },
    { validators: 256, sizes: [256, 512, 1024, 2048, 4096, 8192, 16_384] },
    { validators: 64, sizes: [256, 512, 1024, 2048, 4096, 8192, 16_384] },
  ],
  densities: { shape: { size: 4096, validators: 256 }, shares: [1, 0.5, 0.25, 0.1, 0.05] },
  twin: [256, 512, 1024],
  nets: { size: 512, counts: [1, 2, 4, 8, 16] },
};

/** Measures a plan; `progress` gets the share done. */
export function costStudy(
  plan: CostPlan,
  progress: (share: number, doing: string) => void = () => {},
): CostStudy {
  const pairs = (shape: CostShape) => shape.size * shape.validators;
  const shapes = plan.families.flatMap(({ validators, sizes }) =>
    sizes.map((size) => ({ size, validators: validators === 'n' ? size : validators, density: 1 })),
  );
  const all = shapes.reduce((sum, shape) => sum + pairs(shape), 0);
  let done = 0;
  // The first networks of a process run on code that is not yet compiled in full.
  measureCost(shapes[0]);
  const costs = new Map<string, Cost>();
  const keyOf = ({ size, validators }: CostShape) => `${size} ${validators}`;
  for (const shape of shapes) {
    progress((0.8 * done) / all, `${shape.size} uids, ${shape.validators} validators`);
    if (!costs.has(keyOf(shape))) costs.set(keyOf(shape), measureCost(shape));
    done += pairs(shape);
  }
  const costOf = (size: number, validators: number) => {
    const shape = { size, validators, density: 1 };
    return costs.get(keyOf(shape)) ?? measureCost(shape);
  };
  progress(0.8, 'densities');
  const densities = plan.densities.shares.map((density) => measureCost({ ...plan.densities.shape, density }));
  progress(0.85, 'the twin');
  const twin = plan.twin.map((size) => measureCost({ size, validators: size, density: 1 }, yumaPairs));
  progress(0.9, 'many networks');
  const nets = plan.nets.counts.map((count) =>
    manyNets(count, plan.nets.size, costOf(count * plan.nets.size, count * plan.nets.size)),
  );
  return {
    families: plan.families.map(({ validators, sizes }) =>
      family(
        validators,
        sizes.map((size) => costOf(size, validators === 'n' ? size : validators)),
      ),
    ),
    densities,
    twin,
    nets,
  };
}

function family(validators: number | 'n', costs: readonly Cost[]): Family {
  const against = (what: 'entries' | 'ms') =>
    powerLaw(costs.map((cost) => ({ x: cost.size, y: cost[what] })));
  const { size, validators: rows, ms } = costs[costs.length - 1];
  const pairs = ((size * rows) / ms) * blockMs;
  const largest = validators === 'n' ? Math.sqrt(pairs) : pairs / validators;
  return { validators, costs, entries: against('entries'), time: against('ms'), largest };
}
