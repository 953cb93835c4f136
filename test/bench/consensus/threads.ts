import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { chooseAlphas } from '../../../sim/kernel/chain/chainEpoch.ts';
import { chainPhases } from '../../../sim/kernel/chain/chainPhases.ts';
import { writeOrder } from '../../../sim/kernel/chain/instructions.ts';
import { sharedChainModule } from '../../../sim/kernel/chain/sharedModule.ts';
import { chainArena, orderOf } from './chainNetwork.ts';
import { checkOf } from './chainRun.ts';
import type { ConsensusRun } from './sizes.ts';
import type { Timed } from './timing.ts';

/** Phases that the columns are shared in; `end` lets the other thread go. */
export const shared = { sumHidden: 1, rankColumns: 2, bondColumns: 3, end: 4 } as const;

/** Places of the control words: which phase is on, a count of phases begun, and a count of those the other has done. */
export const control = { phase: 0, begun: 1, done: 2 } as const;

/** An epoch on two threads: the first half of the columns here, the second in a worker, one barrier a phase. */
export async function sharedEpoch(run: ConsensusRun): Promise<Timed> {
  const module = sharedChainModule();
  if (module === null) throw new Error('this engine has no shared WebAssembly memory');
  const arena = chainArena(run, false, 2);
  const order = orderOf(run, run.shape, false);
  const phases = chainPhases(module, arena);
  const words = new Int32Array(new SharedArrayBuffer(12));
  const half = run.n >> 1;
  const worker = new Worker(new URL('./columnWorker.mjs', import.meta.url), {
    workerData: { memory: arena.memory, size: arena.size, from: half, to: run.n, words },
  });
  await once(worker, 'message');
  const together = (phase: number, mine: () => void) => {
    begin(words, phase);
    mine();
    const begun = Atomics.load(words, control.begun);
    while (Atomics.load(words, control.done) !== begun) {
      Atomics.wait(words, control.done, begun - 1);
    }
  };
  return {
    epoch: () => {
      writeOrder(arena, order);
      phases.begin();
      together(shared.sumHidden, () => phases.sumHidden(0, half, 0));
      phases.finishRows();
      together(shared.rankColumns, () => phases.rankColumns(0, half, 0));
      phases.finishRanks();
      chooseAlphas(arena, order);
      phases.join();
      together(shared.bondColumns, () => phases.bondColumns(0, half, 0, false));
      phases.finish(false);
    },
    proper: null,
    check: () => checkOf(arena),
    end: () => begin(words, shared.end),
  };
}

function begin(words: Int32Array, phase: number): void {
  Atomics.store(words, control.phase, phase);
  Atomics.add(words, control.begun, 1);
  Atomics.notify(words, control.begun);
}
