import { wholePlan } from '../figures/cost/costStudy.ts';

/** A study without worlds to sweep: its figure measures it. */
export interface MeasuredStudy {
  readonly name: string;
  readonly question: string;
  readonly measured: string;
  /** Why it has none to sweep. */
  readonly because: string;
  /** The figure that does. */
  readonly figure: string;
}

const { families, densities, nets } = wholePlan;
const sizes = families.flatMap((family) => family.sizes);
const validators = families.map((family) => (family.validators === 'n' ? 'all' : String(family.validators)));

/** How large may n be, and how many subnets? The answer is figure F15. */
export const consensusCostStudy: MeasuredStudy = {
  name: 'consensus-cost',
  question: 'How large may a network be, and does growing sideways cost less?',
  measured:
    `n ${Math.min(...sizes)} … ${Math.max(...sizes)} × validators ${validators.reverse().join(', ')}; ` +
    `density ${densities.shares.join(', ')}; ${nets.counts.join(', ')} networks of ${nets.size} against one`,
  because: 'it times the engine',
  figure: 'consensus-cost',
};
