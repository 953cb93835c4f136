import {
  emitTao,
  type HotkeyPay,
  type RootFundedSubnet,
  type TaoEmission,
  type TaoEmissionBlock,
} from '../../../sim/coinbase/emissionSplit.ts';
import { type NominatedHotkey, totalStakeOf } from '../../../sim/delegation/nominatorPay.ts';
import { u16Max } from '../../../sim/units.ts';
import type { Comparison } from './compare.ts';
import type { Place } from './place.ts';
import type { FileTally } from './tally.ts';
import { eachCase, firstCase, flagAt, orNull, u64Of } from './vectorCases.ts';
import { builtVersion } from './versions.ts';

/** Blocks of v1.1.1: TAO of subnets, their owners' part, and what epochs pay a block later. */

const ruleset = builtVersion('v1.1.1')?.ruleset ?? 'v1.1.1';

export const isEmissionSplitFile = (top: Place): boolean => {
  const first = firstCase(top);
  return first?.has('input') === true && first.at('input').has('ownerCut') && first.at('input').has('blocks');
};

/** Replays every case block by block. Throws a VectorError at a wrong shape or value. */
export function conformEmissionSplit(top: Place, tally: FileTally): void {
  const comparison = tally.of(ruleset);
  eachCase(top, (place) => {
    place.only(['name', 'input', 'out']);
    const input = place.at('input').only(['startBlock', 'blocks', 'ownerCut', 'subnets', 'hotkeys']);
    const start = input.at('startBlock').count();
    const ownerCut = input.at('ownerCut').count(u16Max);
    const plans = new Map(input.at('subnets').list().map(readPlan));
    const out = place.at('out').only(['blocks', 'stake']);
    const blocks = out.at('blocks').list(input.at('blocks').count());
    let state = readState(input);
    for (const [index, recorded] of blocks.entries()) {
      const emitted = emitTao(state, start + index, ownerCut, (netuid, drained) =>
        (plans.get(netuid) ?? []).map((plan) => plan(drained)),
      );
      state = emitted.state;
      compareBlock(recorded, start + index, emitted, comparison);
    }
    compareStake(out.at('stake'), state, comparison);
  });
}

/** What an epoch gives a hotkey, as parts of a million of what was drained. */
function readPlan(subnet: Place): [number, ((drained: bigint) => HotkeyPay)[]] {
  const plans = subnet
    .at('plan')
    .list()
    .map((row) => {
      const [hotkey, server, validator] = row.list(3);
      const [serial, perMillion] = [hotkey.count(), [u64Of(server), u64Of(validator)]];
      return (drained: bigint) => {
        const [forServer, forValidator] = perMillion.map((part) => (drained * part) / 1_000_000n);
        return { hotkey: serial, server: forServer, validator: forValidator };
      };
    });
  return [subnet.at('netuid').count(u16Max), plans];
}

const readState = (input: Place): TaoEmission => ({
  subnets: input.at('subnets').list().map(readSubnet),
  hotkeys: new Map(input.at('hotkeys').list().map(readHotkey)),
  balances: new Map(),
  issuance: 0n,
  loaded: [],
});

function readSubnet(row: Place): RootFundedSubnet {
  row.only(['netuid', 'tempo', 'emissionValue', 'owner', 'registrationAllowed', 'plan']);
  return {
    netuid: row.at('netuid').count(u16Max),
    tempo: row.at('tempo').count(u16Max),
    emissionValue: row.at('emissionValue').u64(),
    owner: orNull(row.at('owner'), (owner) => owner.count()),
    registrationAllowed: flagAt(row.at('registrationAllowed')),
    pending: 0n,
  };
}

function readHotkey(row: Place): [number, NominatedHotkey] {
  row.only(['hotkey', 'owner', 'take', 'stake']);
  const stake = row
    .at('stake')
    .list()
    .map((entry): [number, bigint] => {
      const [coldkey, rao] = entry.list(2);
      return [coldkey.count(), rao.u64()];
    });
  return [
    row.at('hotkey').count(),
    {
      owner: row.at('owner').count(),
      take: orNull(row.at('take'), (take) => take.count(u16Max)),
      stake: new Map(stake),
    },
  ];
}

function compareBlock(
  recorded: Place,
  block: number,
  { state, epochs }: TaoEmissionBlock,
  comparison: Comparison,
): void {
  recorded.only(['block', 'pending', 'ownerBalance', 'epochs', 'totalIssuance', 'totalStake']);
  const { subnets, balances, hotkeys, issuance } = state;
  const balanceOf = ({ owner }: RootFundedSubnet) => (owner === null ? 0n : (balances.get(owner) ?? 0n));
  const totalStake = [...hotkeys.values()].reduce((sum, hotkey) => sum + totalStakeOf(hotkey), 0n);
  const at = (key: string) => ({ expected: recorded.at(key).value, path: recorded.at(key).path });
  const compare = (key: string, got: bigint | number) =>
    comparison.integer(at(key).expected, got, at(key).path);
  compare('block', block);
  compare('totalIssuance', issuance);
  compare('totalStake', totalStake);
  comparison.integers(
    at('pending').expected,
    subnets.map(({ pending }) => pending),
    at('pending').path,
  );
  comparison.integers(at('ownerBalance').expected, subnets.map(balanceOf), at('ownerBalance').path);
  comparison.table(at('epochs').expected, epochs, at('epochs').path);
}

/** Hotkeys and their coldkeys, ascending. */
function compareStake(recorded: Place, { hotkeys }: TaoEmission, comparison: Comparison): void {
  const own = [...hotkeys].sort(([one], [other]) => one - other);
  comparison.list(recorded.value, own.length, recorded.path, (_, index) => {
    const row = recorded.list()[index].only(['hotkey', 'total', 'stake']);
    const [hotkey, nominated] = own[index];
    const stake = [...nominated.stake].sort(([one], [other]) => one - other);
    comparison.row(
      [row.at('hotkey').value, row.at('total').value],
      [hotkey, totalStakeOf(nominated)],
      row.path,
    );
    comparison.table(row.at('stake').value, stake, row.at('stake').path);
  });
}
