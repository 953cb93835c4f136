import { admitted, chainFault, setterInWords } from '../../../sim/hyperparameters/chainLimits.ts';
import type { Caller } from '../../../sim/hyperparameters/chainRules/chainRule.ts';
import { type Hyperparameter, hyperparametersOf } from '../../../sim/hyperparameters/registry.ts';
import { levelOf } from '../../analysis/requirements/levelCode.ts';
import { UserError } from '../../base/userError.ts';
import { ownRow } from '../../plan/ownFiles.ts';
import type { ProposalTerms } from '../../plan/proposalTerms.ts';
import type { Study } from '../../plan/study.ts';
import { scenarioOfPlan } from '../../plan/trial.ts';

/** A value of the knob that the chain would not take from the setter, and why. */
export interface Refused {
  readonly level: number;
  readonly why: string;
}

/**
 * The values of the knob that the chain would not take: from the setter that is named, or from anyone. Throws `UserError` if nobody
 * may set the knob, if the named setter may not, or if no value but the status quo is left.
 */
export function refusedLevels(
  study: Study,
  { statusQuo }: ProposalTerms,
  row: Hyperparameter,
  setter: Caller | null,
): Refused[] {
  checkSetter(study, row, setter);
  const settings = settingsOf(study);
  const levels = study.factors[0].values as readonly number[];
  const refused = levels.flatMap((level): Refused[] => {
    if (level === statusQuo) return [];
    const value = levelOf(level, row);
    const caller = setter ?? admitted(row, value, settings)[0] ?? anyCaller(row);
    const fault = caller === undefined ? null : chainFault(study.ruleset, row, value, caller, settings);
    return fault === null ? [] : [{ level, why: fault.message }];
  });
  if (refused.length === levels.length - 1)
    throw new UserError(
      `nothing can be proposed of ${study.name}:\n${refused.map(({ why }) => why).join('\n')}`,
    );
  return refused;
}

const anyCaller = ({ setter }: Hyperparameter): Caller | undefined =>
  setter === 'owner' || setter === 'root' ? setter : setter === 'ownerOrRoot' ? 'root' : undefined;

function checkSetter(study: Study, row: Hyperparameter, setter: Caller | null): void {
  const { ruleset, name } = study;
  // What an agent of one's own does is proposed to the person who runs it; the chain has no say in it.
  if (ownRow(study, row.name) !== undefined) return;
  const mayNot = `${row.name} cannot be proposed under ${ruleset}: it is set by ${setterInWords(row)}`;
  if (row.setter === 'nobody' || row.setter === 'scenario')
    throw new UserError(
      `${mayNot} (${name} tells what its values do, by report; propose what an owner, root or a validator sets: yuma-lab params lists it, and --knob chooses one setting of several)`,
    );
  if (setter === null || row.setter === 'ownerOrRoot' || row.setter === setter) return;
  const remedy = row.setter === 'validator' ? 'leave --setter out' : `name it: --setter ${row.setter}`;
  throw new UserError(`${mayNot}, not by ${setter === 'owner' ? 'the owner' : 'root'} (${remedy})`);
}

/** What the network of a study is set to, apart from its factors. */
function settingsOf(study: Study): Record<string, unknown> {
  const defaults = Object.fromEntries(hyperparametersOf(study.ruleset).map((row) => [row.name, row.default]));
  return { ...defaults, ...scenarioOfPlan(study).settings, ...study.set };
}
