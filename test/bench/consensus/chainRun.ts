import { yumaEpochChain } from '../../../sim/consensus/chain/yuma.ts';
import { runChainEpoch } from '../../../sim/kernel/chain/chainEpoch.ts';
import { type ChainPhases, chainModule, chainPhases } from '../../../sim/kernel/chain/chainPhases.ts';
import { chainArena, chainState, orderOf } from './chainNetwork.ts';
import type { ConsensusRun } from './sizes.ts';
import { sharedEpoch } from './threads.ts';
import type { Timed } from './timing.ts';

/** One epoch of the chain's arithmetic by the implementation asked for, ready to be repeated. */
export async function chainRun(run: ConsensusRun): Promise<Timed> {
  if (run.implementation === 'twin') return twin(run);
  if (run.implementation === 'threads-2') return sharedEpoch(run);
  const module = chainModule();
  if (module === null)
    throw new Error('this engine has no WebAssembly SIMD; only the twin can be timed here');
  const arena = chainArena(run, run.shape, 1);
  const order = orderOf(run, run.shape, run.implementation === 'scalar');
  const { phases, proper } = watched(chainPhases(module, arena));
  return { epoch: () => runChainEpoch(phases, arena, order), proper, check: () => checkOf(arena.views) };
}

/** The phases, with the time of the kernel proper kept: normalisation, ranks and bonds, without stake and emission. */
function watched(phases: ChainPhases) {
  let spent = 0;
  const timed =
    <Arguments extends unknown[]>(phase: (...given: Arguments) => void) =>
    (...given: Arguments) => {
      const started = performance.now();
      phase(...given);
      spent += performance.now() - started;
    };
  return {
    phases: {
      ...phases,
      sumRows: timed(phases.sumRows),
      rankColumns: timed(phases.rankColumns),
      finishRanks: timed(phases.finishRanks),
      bondColumns: timed(phases.bondColumns),
    },
    proper: () => {
      const before = spent;
      spent = 0;
      return before;
    },
  };
}

function twin(run: ConsensusRun): Timed {
  const state = chainState(run);
  const { parameters, options, emission } = orderOf(run, run.shape, false);
  return {
    epoch: () => {
      yumaEpochChain(state, parameters, emission, options);
    },
    proper: null,
    check: () => '',
  };
}

/** A fingerprint of what was computed, to see that two implementations did the same. */
export function checkOf(views: { readonly dividends: BigUint64Array; readonly bonds: Uint16Array }): string {
  let hash = 2_166_136_261;
  const mix = (value: number) => {
    hash = Math.imul(hash ^ value, 16_777_619) >>> 0;
  };
  for (const dividend of views.dividends) mix(Number(dividend & 0xffffffffn));
  for (const bond of views.bonds) mix(bond);
  return hash.toString(16);
}
