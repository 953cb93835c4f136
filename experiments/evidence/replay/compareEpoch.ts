import type { Arithmetic } from '../../../sim/chainState.ts';
import { u16Max } from '../../../sim/units.ts';
import type { WrittenNetwork } from '../../input/networkSchema.ts';
import type { UidResult } from '../oneEpoch.ts';
import { compareField, type FieldAgreement } from './compareField.ts';

const shares = ['consensus', 'incentive', 'dividends', 'validatorTrust', 'rank', 'trust'] as const;

/** What an epoch said of each uid against what a network file has recorded: a line for each recorded field. */
export function compareEpoch(
  uids: readonly UidResult[],
  { recorded = {} }: WrittenNetwork,
  arithmetic: Arithmetic,
): FieldAgreement[] {
  const rounds = arithmetic === 'float64';
  const terms = {
    expected: rounds ? 1 : 0,
    because: rounds ? 'float64 and the chain round apart by 1' : null,
  };
  const fields = shares.flatMap((name) => {
    const told = recorded[name];
    if (told === undefined) return [];
    return [
      compareField(
        name,
        told,
        uids.map((uid) => Math.floor(uid[name] * u16Max)),
        terms,
      ),
    ];
  });
  const { active, emission } = recorded;
  if (active !== undefined)
    fields.push(
      compareField(
        'active',
        numbers(active),
        uids.map((uid) => Number(uid.active)),
        { expected: 0, because: null },
      ),
    );
  if (emission !== undefined)
    fields.push(
      compareField(
        'emission',
        numbers(emission),
        uids.map((uid) => uid.emission),
        { expected: 0, because: 'miners’ and validators’ parts are floored apart here' },
      ),
    );
  return fields;
}

const numbers = (values: readonly (number | string | boolean | null)[]) =>
  values.map((value) => (value === null ? null : Number(value)));
