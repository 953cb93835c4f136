import { type NominatedHotkey, payHotkey } from '../delegation/nominatorPay.ts';
import { I96F32 } from '../math/fixed.ts';
import type { Block, Blocks, Netuid, Serial, TaoRao } from '../units.ts';
import { u16Max } from '../units.ts';
import { checkNetuids } from './checkNetuids.ts';
import { isEpochDue } from './dueEpoch.ts';

/** A subnet of the time when root's validators set what it gets. */
export interface RootFundedSubnet {
  readonly netuid: Netuid;
  readonly tempo: Blocks;
  /** RAO of TAO for each block, of the last epoch of root. */
  readonly emissionValue: TaoRao;
  /** Coldkey of the owner; null: it has none. */
  readonly owner: Serial | null;
  readonly registrationAllowed: boolean;
  /** Waits for the next epoch. */
  readonly pending: TaoRao;
}

/** What an epoch gives a hotkey. */
export interface HotkeyPay {
  readonly hotkey: Serial;
  readonly server: TaoRao;
  readonly validator: TaoRao;
}

/** TAO of all subnets between two blocks. */
export interface TaoEmission {
  readonly subnets: readonly RootFundedSubnet[];
  readonly hotkeys: ReadonlyMap<Serial, NominatedHotkey>;
  /** Free TAO that subnets' owners were given, by coldkey. */
  readonly balances: ReadonlyMap<Serial, TaoRao>;
  readonly issuance: TaoRao;
  /** What the epochs of the last block gave, paid in the next one, in their order. */
  readonly loaded: readonly HotkeyPay[];
}

/** What an epoch makes of the TAO that was drained into it. */
export type TaoEpoch = (netuid: Netuid, drained: TaoRao) => readonly HotkeyPay[];

/** What a block left behind. */
export interface TaoEmissionBlock {
  readonly state: TaoEmission;
  /** Subnets that had an epoch, with the RAO drained into it. */
  readonly epochs: readonly (readonly [Netuid, TaoRao])[];
}

/**
 * One block: hotkeys are paid what the epochs of the last block gave, then every open subnet's TAO is split and, where an epoch is
 * due, drained into it. `ownerCut`: u16 share. A subnet without registration gets nothing and has no epoch. An epoch that gives more
 * than was drained is dropped whole. Throws a RangeError at a hotkey that is not known and at a
 * netuid that is there twice (subtensor v1.1.1 block_step.rs,
 * drain_emission() and generate_emission()).
 */
export function emitTao(
  before: TaoEmission,
  block: Block,
  ownerCut: number,
  epoch: TaoEpoch,
): TaoEmissionBlock {
  checkNetuids(before.subnets);
  const paid = payLoaded(before);
  const balances = new Map(before.balances);
  const epochs: [Netuid, TaoRao][] = [];
  const loaded: HotkeyPay[] = [];
  let { issuance } = paid;
  const subnets = before.subnets.map((subnet) => {
    if (!subnet.registrationAllowed || subnet.netuid === 0) return subnet;
    const { ownerRao, subnetRao } = splitEmission(subnet, ownerCut);
    if (subnet.owner !== null) balances.set(subnet.owner, (balances.get(subnet.owner) ?? 0n) + ownerRao);
    issuance += ownerRao;
    const pending = subnet.pending + subnetRao;
    if (!isEpochDue(block, subnet.netuid, subnet.tempo)) return { ...subnet, pending };
    epochs.push([subnet.netuid, pending]);
    const pays = epoch(subnet.netuid, pending);
    if (sumOf(pays) <= pending) loaded.push(...pays);
    return { ...subnet, pending: 0n };
  });
  return { state: { subnets, hotkeys: paid.hotkeys, balances, issuance, loaded }, epochs };
}

/** A subnet's TAO of a block as the owner's free balance and what waits for the epoch, both floored: up to a RAO is lost. */
export function splitEmission(
  { emissionValue, owner }: RootFundedSubnet,
  ownerCut: number,
): { readonly ownerRao: TaoRao; readonly subnetRao: TaoRao } {
  if (owner === null) return { ownerRao: 0n, subnetRao: emissionValue };
  const { div, floor, fromInt, mul } = I96F32;
  const value = fromInt(emissionValue);
  const cut = div(mul(value, fromInt(ownerCut)), fromInt(u16Max));
  return { ownerRao: floor(cut), subnetRao: floor(value - cut) };
}

const sumOf = (pays: readonly HotkeyPay[]): TaoRao =>
  pays.reduce((sum, { server, validator }) => sum + server + validator, 0n);

function payLoaded({ hotkeys, issuance, loaded }: TaoEmission): Pick<TaoEmission, 'hotkeys' | 'issuance'> {
  const paid = new Map(hotkeys);
  for (const { hotkey, server, validator } of loaded) {
    const known = paid.get(hotkey);
    if (known === undefined)
      throw new RangeError(
        `an epoch pays hotkey ${hotkey}, which is not among the ${hotkeys.size} hotkeys; add its owner, take and stake`,
      );
    paid.set(hotkey, payHotkey(known, server, validator));
  }
  return { hotkeys: paid, issuance: issuance + sumOf(loaded) };
}
