import type { DataPattern } from '../../report/patternCheck.ts';
import {
  changedRows,
  disagreement,
  middleDisagreement,
  paidGini,
  rowChange,
  type Trait,
  traitBlocks,
} from './epochBlocks.ts';
import { bySamples } from './judgement.ts';
import { meanOf } from './middle.ts';
import { fittedEpochs, recordedDisagreement15, type SubnetRecord } from './recordedSubnet31.ts';

const source = 'subnet 31, August 2024';
const knobs = {
  disagreement: '`validator.queries` and `validator.alpha`, with the change of rows, on epochs 1–50',
  sweep: '`validator.sweepBlocks` on epochs 1–50',
  start: 'nothing; quality is read from the weights of the first block',
} as const;

/** Each trait and what was fitted to bring it about. */
const traits = [
  [disagreement, knobs.disagreement],
  [rowChange, '`validator.queries` and `validator.alpha`, with the disagreement, on epochs 1–50'],
  [changedRows, knobs.sweep],
  [middleDisagreement, 'nothing; follows from the mean'],
  [paidGini, knobs.start],
] as const;

/** The validators of the record against those of so many worlds: blocks of ten epochs of the second half. */
export function validatorPatterns(recorded: SubnetRecord, worlds: readonly SubnetRecord[]): DataPattern[] {
  const half = (one: SubnetRecord) => one.looks.slice(fittedEpochs);
  const shownBy = (trait: Trait) => worlds.flatMap((world) => traitBlocks(trait, half(world)));
  const judged = traits.map(([trait, fittedOn]) =>
    bySamples({
      ...{ name: trait.name, unit: trait.unit, source, fittedOn },
      judgedOn: 'epochs 51–100, in blocks of ten',
      shows: 'mean',
      ...held(traitBlocks(trait, half(recorded)), shownBy(trait)),
    }),
  );
  const other = recordedDisagreement15();
  return [
    ...judged,
    bySamples({
      ...{ name: `${disagreement.name}, another subnet`, unit: disagreement.unit },
      source: 'subnet 15, January 2025',
      fittedOn: knobs.disagreement,
      judgedOn: 'one block of subnet 15: a single value, so p is at least 0.02',
      shows: 'mean',
      ...held(other === null ? [] : [other], shownBy(disagreement)),
    }),
  ];
}

/** A record that scatters as it does, about half and about twice the mean of the model, is what the test should notice. */
function held(recorded: readonly number[], shown: readonly number[]) {
  const unit = (meanOf(shown) ?? 0) / (meanOf(recorded) ?? 1);
  const times = (factor: number) => recorded.map((value) => factor * unit * value);
  return { recorded, shown, half: times(0.5), twice: times(2) };
}
