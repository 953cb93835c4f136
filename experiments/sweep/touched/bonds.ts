import type { World } from '../../../sim/world.ts';
import { counted, type Touch, type Watcher } from './touch.ts';

/** What a setting of bonds needs before it is read: another switch. */
const needs: Readonly<Record<string, string>> = {
  liquidAlphaOn: 'yuma3On',
  liquidAlphaConsensusMode: 'liquidAlphaOn',
  alphaLow: 'liquidAlphaOn',
  alphaHigh: 'liquidAlphaOn',
  alphaSigmoidSteepness: 'liquidAlphaOn',
};

/** The switch that is off and keeps a setting from being read, or null. */
function switchedOff({ hyperparameters }: World, name: string): string | null {
  const values = new Map<string, unknown>(Object.entries(hyperparameters));
  for (let needed = needs[name]; needed !== undefined; needed = needs[needed])
    if (values.get(needed) === false) return needed;
  return null;
}

/** Bonds decide dividends, which are validators' pay; what miners get follows from weights and stakes. */
export const bonds: Touch = {
  settings: ['yuma3On', 'bondsMovingAverage', 'bondsPenalty', ...Object.keys(needs)],
  binds: 'highest',
  begin(): Watcher {
    let epochs = 0;
    return {
      see(event) {
        if (event.kind === 'step') epochs++;
      },
      words(world, name) {
        const off = switchedOff(world, name);
        return off === null
          ? `it acts on bonds, at each of ${counted(epochs, 'epoch')}; bonds decide what validators are paid, and miners feel it only as stakes shift.`
          : `it is read only with ${off}, which is false here.`;
      },
    };
  },
};
