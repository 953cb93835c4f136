import type { Hyperparameter } from '../../../sim/hyperparameters/registry.ts';
import type { Level } from '../../plan/rows.ts';

/** What of a setting tells which number a proposal counts each of its values by. */
export type Coded = Pick<Hyperparameter, 'type'> & { readonly choices?: readonly string[] };

/** The row of a setting by which its values are counted: shares written as text are counted among the ones that a study has run. */
export function codedRow(row: Hyperparameter, values: readonly Level[]): Hyperparameter {
  if (row.type !== 'split') return row;
  const { type, ...others } = row;
  return { ...others, type: 'choice', choices: values.map(String) };
}

/** Whether larger numbers mean more: not for names, whose number is their place in a list. */
export const isOrdered = ({ type }: Coded): boolean => type !== 'choice';

/** Whether a value between two others exists. */
export const hasBetween = ({ type }: Coded): boolean => type === 'integer' || type === 'number';

/** The number that a value is counted by: off is 0 and on is 1, a name is its place among the choices, from 0 on. */
export const codeOf = (value: Level, { choices }: Coded): number =>
  typeof value === 'string' ? (choices ?? []).indexOf(value) : Number(value);

/** A value as its setting has it: `true` and `false` for a switch, a name for a choice. */
export const levelOf = (code: number, { type, choices = [] }: Coded): Level =>
  type === 'boolean' ? code === 1 : type === 'choice' ? choices[code] : code;
