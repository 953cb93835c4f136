import type { World } from '../../../sim/world.ts';
import { counted, type Touch } from './touch.ts';

const immuneUids = ({ network, block, hyperparameters: { immunityPeriod } }: World): number => {
  let immune = 0;
  for (let uid = 0; uid < network.size; uid++)
    if (block - network.registrationBlock[uid] < immunityPeriod) immune++;
  return immune;
};

/** Immunity acts when a uid is replaced, and only where one that it protects would have gone. */
export const immunity: Touch = {
  settings: ['immunityPeriod', 'minNonImmuneUids', 'immuneOwnerUidsLimit'],
  binds: 'highest',
  begin() {
    let [replaced, withImmune, turned] = [0, 0, 0];
    return {
      see(event, world) {
        if (event.kind !== 'eviction') return;
        replaced++;
        if (immuneUids(world) > 0) withImmune++;
        // One block of immunity is none: a uid that came in this very block is not yet there to be replaced.
        const without = { ...world, hyperparameters: { ...world.hyperparameters, immunityPeriod: 1 } };
        if (world.rules.neuronToPrune(without) !== event.uid) turned++;
      },
      words() {
        if (replaced === 0) return 'no uid was replaced, and it acts at a replacement alone.';
        const among = counted(replaced, 'replacement');
        if (withImmune === 0) return `no uid was immune when one was replaced (${among}).`;
        return `some uid was immune at ${withImmune} of ${among}, and without immunity another uid would have gone at ${turned === 0 ? 'none' : turned} of them.`;
      },
    };
  },
};
