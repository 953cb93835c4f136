import { blockEmission } from '../blockEmission.ts';
import { isEpochDue } from '../coinbase/dueEpoch.ts';
import { emitTao, type TaoEmission, type TaoEpoch } from '../coinbase/emissionSplit.ts';
import { rootEpoch } from '../coinbase/rootEpoch.ts';
import { totalStakeOf } from '../delegation/nominatorPay.ts';
import type { Block, Blocks, Netuid, Serial, TaoRao } from '../units.ts';
import { checkSheet } from './books.ts';

/** A validator of root: its hotkey, and its weights on networks as entries [netuid, u16]. */
export interface RootValidator {
  readonly hotkey: Serial;
  readonly weights: readonly (readonly [Netuid, number])[];
}

/** Several networks before they had alpha, between two blocks: data alone. */
export interface RootFundedState extends TaoEmission {
  /** The last block made. */
  readonly block: Block;
  /** [uid] of root. */
  readonly validators: readonly RootValidator[];
  /** TAO that existed when the world began, in accounts that it does not know. */
  readonly outside: TaoRao;
}

/** Hyperparameters of root and of the chain. */
export interface RootSetting {
  readonly rho: number;
  /** u16 share. */
  readonly kappa: number;
  readonly tempo: Blocks;
  /** u16 share of a subnet's TAO for its owner. */
  readonly ownerCut: number;
}

/** As the chain had them in June 2024 (subtensor v1.1.1). */
export const usualRootSetting: RootSetting = { rho: 10, kappa: 32_767, tempo: 100, ownerCut: 11_796 };

const rootNetuid: Netuid = 0;

/**
 * The world one block later, under finney-2024: where it is due, root's validators set what each subnet gets; hotkeys are paid what
 * the epochs of the last block gave; the block's TAO goes to subnets, and due epochs share it out. TAO exists from its payment on.
 * Throws UnbalancedBooks where RAO were made or lost, and a RangeError at a hotkey that is not known (subtensor v1.1.1
 * block_step.rs, block_step()).
 */
export function nextRootFundedBlock(
  before: RootFundedState,
  setting: RootSetting,
  epochOf: TaoEpoch,
): RootFundedState {
  const block = before.block + 1;
  const funded = isEpochDue(block, rootNetuid, setting.tempo) ? withNewValues(before, setting) : before;
  const state = { ...funded, ...emitTao(funded, block, setting.ownerCut, epochOf).state, block };
  checkRootFunded(state);
  return state;
}

/** Throws UnbalancedBooks unless all TAO that exists is staked, in a free balance, or outside. */
export function checkRootFunded({ block, hotkeys, balances, issuance, outside }: RootFundedState): void {
  const staked = [...hotkeys.values()].reduce((sum, hotkey) => sum + totalStakeOf(hotkey), 0n);
  const free = [...balances.values()].reduce((sum, rao) => sum + rao, 0n);
  checkSheet({ token: 'TAO', issued: issuance, held: { staked, balances: free, outside } }, block);
}

/** Subnets with the values of a new epoch of root; an epoch that is refused leaves them. */
function withNewValues(state: RootFundedState, { rho, kappa }: RootSetting): RootFundedState {
  const netuids = [rootNetuid, ...state.subnets.map(({ netuid }) => netuid)].sort(
    (one, other) => one - other,
  );
  const stake = state.validators.map(({ hotkey }) => stakeOf(state, hotkey));
  const weights = state.validators.map((validator) => validator.weights);
  const { emission } = rootEpoch({ stake, weights, netuids, rho, kappa }, blockEmission(state.issuance));
  if (emission === null) return state;
  const values = new Map(netuids.map((netuid, place) => [netuid, emission[place]]));
  const subnets = state.subnets.map((subnet) => ({
    ...subnet,
    emissionValue: values.get(subnet.netuid) ?? subnet.emissionValue,
  }));
  return { ...state, subnets };
}

function stakeOf({ hotkeys }: RootFundedState, hotkey: Serial): TaoRao {
  const known = hotkeys.get(hotkey);
  if (known === undefined)
    throw new RangeError(
      `validator ${hotkey} of root is not among the ${hotkeys.size} hotkeys; add its owner, take and stake`,
    );
  return totalStakeOf(known);
}
