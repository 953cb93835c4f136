import { formerNames } from '../../sim/rulesets.ts';
import { UserError } from '../base/userError.ts';
import { isStudy, type Study } from '../plan/study.ts';
import { faultOfShape } from '../plan/studyShape.ts';
import { readPlan } from '../run/resultsFolder.ts';

/** The plan of a results folder, as it was written before its first trial, with its ruleset by the name of today. Throws `UserError` where it is of another command, or no plan. */
export function writtenStudy(path: string): Study {
  const { plan } = readPlan(path);
  const { kind } = Object(plan);
  if (kind !== undefined && kind !== 'sweep')
    throw new UserError(`${path} was written by ${kind}, not by sweep: run yuma-lab ${kind}`);
  if (!isStudy(plan))
    throw new UserError(`${path} has no list of factors: name the study.json that a sweep has written`);
  const fault = faultOfShape(plan);
  if (fault !== null) throw new UserError(`${path} cannot be run: ${fault}`);
  return { ...plan, ruleset: formerNames.get(plan.ruleset) ?? plan.ruleset };
}
