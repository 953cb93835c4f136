import { runChainEpoch } from '../../../sim/kernel/chain/chainEpoch.ts';
import { SharedMemory } from '../../../sim/kernel/chain/chainMemory.ts';
import { type ChainPhases, chainModule } from '../../../sim/kernel/chain/chainPhases.ts';
import { chainArena, orderOf } from './chainNetwork.ts';
import { checkOf } from './chainRun.ts';
import type { ConsensusRun } from './sizes.ts';
import { repeat, type Timed } from './timing.ts';

/** Times the epochs of so many networks, one after another, all in the memory of one batch, and prints a line of JSON: for `networksPart.ts`. */
const count = Number(process.argv[2]);
const run: ConsensusRun = JSON.parse(process.argv[3]);
const module = chainModule();
if (module === null) throw new Error('this engine has no WebAssembly SIMD: nothing is timed');
const batch = new SharedMemory();
const order = orderOf(run, run.shape, false);
const networks = Array.from({ length: count }, (): Pick<Timed, 'epoch' | 'check'> => {
  const places: ChainPhases[] = [];
  const arena = chainArena(run, false, 1, (size) => {
    const { arena: own, phases } = batch.take(module, size);
    places.push(phases);
    return own;
  });
  const [phases] = places;
  return { epoch: () => runChainEpoch(phases, arena, order), check: () => checkOf(arena) };
});
const timing = repeat(
  {
    epoch() {
      for (const network of networks) network.epoch();
    },
    proper: null,
    check: () => networks[0].check(),
  },
  3,
);
const checks = new Set(networks.map((network) => network.check()));
console.log(
  JSON.stringify({ ...timing, distinct: checks.size, peakMB: process.resourceUsage().maxRSS / 1024 }),
);
