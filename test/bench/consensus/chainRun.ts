import { yumaEpochChain } from '../../../sim/consensus/chain/yuma.ts';
import type { ChainArena } from '../../../sim/kernel/chain/chainArena.ts';
import { runChainEpoch } from '../../../sim/kernel/chain/chainEpoch.ts';
import { type ChainPhases, chainModule, chainPhases } from '../../../sim/kernel/chain/chainPhases.ts';
import { isSparse } from '../../../sim/kernel/chain/chainRows.ts';
import { chainArena, chainState, orderOf } from './chainNetwork.ts';
import { Fingerprint } from './fingerprint.ts';
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
  const arena = chainArena(run, isLaidSparse(run), 1);
  const order = orderOf(run, run.shape, run.implementation === 'scalar');
  const { phases, proper } = watched(chainPhases(module, arena));
  return { epoch: () => runChainEpoch(phases, arena, order), proper, check: () => checkOf(arena) };
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
      sumHidden: timed(phases.sumHidden),
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

/** The layout asked for, or the one the kernel would choose. */
function isLaidSparse(run: ConsensusRun): boolean {
  if (run.implementation === 'sparse') return true;
  if (run.implementation !== 'kernel') return false;
  const uids = Array.from({ length: run.validators }, (_, uid) => uid);
  return isSparse(chainState(run), orderOf(run, run.shape, false).options, uids);
}

function twin(run: ConsensusRun): Timed {
  let state = chainState(run);
  let dividends: readonly bigint[] = [];
  const { parameters, options, emission } = orderOf(run, run.shape, false);
  return {
    epoch: () => {
      const { steps, output } = yumaEpochChain(state, parameters, emission, options);
      state = { ...state, bonds: output.bonds };
      dividends = steps.dividends;
    },
    proper: null,
    check: () => new Fingerprint().rows(state.bonds).numbers(dividends).toString(),
  };
}

/** Of the dividends and the stored bonds. */
export function checkOf({ views, size, stride, sparse }: ChainArena): string {
  const print = new Fingerprint().numbers(views.dividends);
  if (sparse) return print.columns(views, size.n).toString();
  for (let column = 0; column < size.n; column++) {
    for (let row = 0; row < size.rows; row++) print.bond(row, column, views.bonds[column * stride + row]);
  }
  return print.toString();
}
