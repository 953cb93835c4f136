import { UserError } from '../base/userError.ts';
import { worst } from './mark.ts';
import type { Column, Columns } from './part.ts';

/** What a TAO staked on the root network counts beside an alpha, on Finney. */
const taoWeight = 0.18;

/** In which form a file has its TAO stake: already times its weight, or as it is. */
export type StakeScale = 'weighed' | 'plain' | 'unknown';

interface Whose {
  readonly file: string;
  readonly path: string;
}

/**
 * Finds the form by total = alpha + w · tao with w = 1 or 0.18, and gives back the columns with the TAO as it is. Where a total is
 * missing, it is summed. Throws `UserError` where no w fits: the columns are then not of one network or not of one block.
 */
export function scaledStakes(
  { stake, alphaStake, taoStake }: Pick<Columns, 'stake' | 'alphaStake' | 'taoStake'>,
  expected: StakeScale,
  whose: Whose,
): Pick<Columns, 'stake' | 'alphaStake' | 'taoStake'> & { readonly notes: readonly string[] } {
  if (alphaStake === undefined || taoStake === undefined)
    return {
      ...(stake !== undefined && { stake }),
      ...(alphaStake !== undefined && { alphaStake }),
      notes: stakeOf(stake, alphaStake),
    };
  const scale = stake === undefined ? expected : fitting(stake, alphaStake, taoStake, whose);
  const told = scale === 'unknown' ? expected : scale;
  const plain = told === 'weighed' ? timesRao(taoStake, 1 / taoWeight) : taoStake;
  const total = stake ?? summed(alphaStake, told === 'weighed' ? taoStake : timesRao(taoStake, taoWeight));
  const notes = [
    ...(told === 'weighed' ? ['TAO stake was written times 0.18; it is kept as it was before that'] : []),
    ...(stake === undefined ? ['total stake is not in the file: it is alpha + 0.18 · TAO'] : []),
  ];
  return { stake: total, alphaStake, taoStake: plain, notes };
}

const stakeOf = (stake: Column<bigint> | undefined, alphaStake: Column<bigint> | undefined): string[] =>
  stake === undefined && alphaStake !== undefined ? ['the file has alpha stakes and no totals'] : [];

function fitting(
  stake: Column<bigint>,
  alpha: Column<bigint>,
  tao: Column<bigint>,
  { file, path }: Whose,
): StakeScale {
  const rows = stake.values.flatMap((total, uid) => {
    const [a, t] = [alpha.values[uid], tao.values[uid]];
    return total === null || a === null || t === null
      ? []
      : [{ uid, total: Number(total), a: Number(a), t: Number(t) }];
  });
  const wrong = (w: number) =>
    rows.find(({ total, a, t }) => Math.abs(a + w * t - total) > 1e-6 * total + 1000);
  if (rows.every(({ t, a, total }) => t === 0 && Math.abs(a - total) <= 1e-6 * total + 1000))
    return 'unknown';
  const [one, part] = [wrong(1), wrong(taoWeight)];
  if (one === undefined) return 'weighed';
  if (part === undefined) return 'plain';
  const { uid, total, a, t } = one;
  throw new UserError(
    `${file}: ${path}, uid ${uid}: total stake must be alpha + TAO, or alpha + 0.18 · TAO; received ${total / 1e9} with alpha ${a / 1e9} and TAO ${t / 1e9} (take all three from one dump, or leave TAO out)`,
  );
}

function timesRao({ values, mark }: Column<bigint>, factor: number): Column<bigint> {
  return {
    values: values.map((rao) => (rao === null ? null : BigInt(Math.round(Number(rao) * factor)))),
    mark: worst([mark, 'scaled']),
  };
}

const summed = (one: Column<bigint>, other: Column<bigint>): Column<bigint> => ({
  values: one.values.map((rao, uid) => (rao === null ? null : rao + (other.values[uid] ?? 0n))),
  mark: worst([one.mark, other.mark, 'inferred']),
});
