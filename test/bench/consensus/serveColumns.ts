import { type ChainSize, chainArenaOf } from '../../../sim/kernel/chain/chainArena.ts';
import { chainPhases } from '../../../sim/kernel/chain/chainPhases.ts';
import { sharedChainModule } from '../../../sim/kernel/chain/sharedModule.ts';
import { control, shared } from './threads.ts';

interface Share {
  readonly memory: WebAssembly.Memory;
  readonly size: ChainSize;
  readonly from: number;
  readonly to: number;
  readonly words: Int32Array;
}

/** The second thread of an epoch: waits for a phase, does its columns, says so. */
export function serveColumns({ memory, size, from, to, words }: Share, ready: () => void): void {
  const phases = chainPhases(sharedChainModule()!, chainArenaOf(size, { memory }));
  ready();
  for (let seen = 0; ; seen++) {
    while (Atomics.load(words, control.begun) === seen) Atomics.wait(words, control.begun, seen);
    const phase = Atomics.load(words, control.phase);
    if (phase === shared.end) return;
    phases.join();
    if (phase === shared.sumHidden) phases.sumHidden(from, to, 1);
    else if (phase === shared.rankColumns) phases.rankColumns(from, to, 1);
    else phases.bondColumns(from, to, 1, false);
    Atomics.add(words, control.done, 1);
    Atomics.notify(words, control.done);
  }
}
