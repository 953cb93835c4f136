import { morrisStep, morrisTrajectories } from '../../../plan/design/morris.ts';
import { morrisEffects } from '../morrisEffects.ts';
import { Tallier, type Tally } from './tally.ts';
import type { TestFunction } from './testFunctions.ts';

export interface MorrisCheck {
  readonly trajectories: number;
  readonly levels: number;
  readonly seeds: number;
}

/** What a design is called in the table. */
export const morrisMethod = ({ trajectories, levels }: MorrisCheck): string =>
  `Morris, ${trajectories} trajectories, ${levels} levels`;

/** Morris' mu* and sigma of a function whose elementary effects can all be counted, over many seeds. */
export function checkMorris(known: TestFunction, check: MorrisCheck): Tally {
  const { trajectories, levels, seeds } = check;
  const truth = known.effects(levels);
  const tallier = new Tallier();
  for (let seed = 1; seed <= seeds; seed++) {
    const walks = morrisTrajectories(trajectories, known.dimensions, seed, levels).map(
      ({ points, steps }) => ({
        steps,
        outputs: points.map((point) => [known.at(point)]),
      }),
    );
    for (const [k, effect] of morrisEffects(walks, morrisStep(levels)).entries()) {
      tallier.see(`mu*${k + 1}`, effect.muStar, truth[k].muStar);
      tallier.see(`sigma${k + 1}`, effect.sigma, truth[k].sigma);
    }
  }
  return tallier.tally(morrisMethod(check), known.name, seeds);
}
