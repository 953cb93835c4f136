import type { LockState } from '../subnets/lockCost.ts';
import type { TaoRao } from '../units.ts';
import type { FoundingRules, FoundingSetting } from './foundingRules.ts';
import type { NetworksRuleset } from './networksRules.ts';
import type { NetworksState, Numbered, StakePool } from './networksState.ts';

/** Rules that know how networks come and go, where they do. */
export interface WithFounding<Subnet extends Numbered, Pool extends StakePool> {
  readonly ruleset: NetworksRuleset;
  readonly founding: FoundingRules<Subnet, Pool> | null;
}

/** RAO of TAO that a new network costs after the last block made. Throws a RangeError under rules whose creation is not built. */
export const networkCost = <Subnet extends Numbered, Pool extends StakePool>(
  rules: WithFounding<Subnet, Pool>,
  state: Pick<NetworksState<Numbered, StakePool>, 'block' | 'books' | 'lastFounded'>,
  setting: FoundingSetting,
): TaoRao => foundingOf(rules).cost(lockStateOf(state, setting), state.block, state.books.issued);

/** A world that has founded none begins at the least price. */
const lockStateOf = (
  { lastFounded }: Pick<NetworksState<Numbered, StakePool>, 'lastFounded'>,
  { minLock, lockInterval }: FoundingSetting,
): LockState => ({
  lastLock: lastFounded?.lock ?? minLock,
  lastBlock: lastFounded?.block ?? 0,
  minLock,
  interval: lockInterval,
});

/** Why creation is not built, or removal. */
const unbuilt: Readonly<Record<'created' | 'removed', Partial<Record<NetworksRuleset, string>>>> = {
  created: {
    'flow-2026':
      'whether a new pool began with the least price on both sides, as in 2025, or at the median price, as under burn-2026, is not known',
    'autumn-2026':
      'the queues of new and old networks are worked off in the idle time of blocks, which a world does not have, and of which prices a new pool takes the median is told in two ways',
  },
  removed: {
    'dtao-2025': 'root alone removed networks, and what holders of alpha got back then is not known',
    'flow-2025':
      'what an owner of old got back was reckoned from other numbers, which are not known to the RAO',
    'flow-2026': 'what holders and owners got back is known of v3.4.9 alone',
    'autumn-2026':
      'old networks are taken apart in the idle time of blocks, which a world does not have, and what becomes of a reservoir is not known',
  },
};
const built = { created: 'dtao-2025, flow-2025, burn-2026', removed: 'burn-2026' } as const;

const refusal = (ruleset: NetworksRuleset, what: 'created' | 'removed'): RangeError =>
  new RangeError(
    `networks cannot be ${what} under ${ruleset}: ${unbuilt[what][ruleset]}; rules that can: ${built[what]}`,
  );

/** How networks are founded under some rules. Throws a RangeError under those whose creation is not built. */
export function foundingOf<Subnet extends Numbered, Pool extends StakePool>({
  ruleset,
  founding,
}: WithFounding<Subnet, Pool>): FoundingRules<Subnet, Pool> {
  if (founding === null) throw refusal(ruleset, 'created');
  return founding;
}

/** What a dissolution reads. Throws a RangeError under rules whose removal is not built. */
export function removalOf<Subnet extends Numbered, Pool extends StakePool>({
  ruleset,
  founding,
}: WithFounding<Subnet, Pool>): NonNullable<FoundingRules<Subnet, Pool>['removal']> {
  const removal = founding?.removal ?? null;
  if (removal === null) throw refusal(ruleset, 'removed');
  return removal;
}
