import type { WrittenStudy } from './studyFileShape.ts';
import type { YamlFault } from './yamlPlace.ts';

/** Sections that exclude each other, or that leave nothing to run. */
export function contradictions(written: WrittenStudy): YamlFault[] {
  const faults: YamlFault[] = [];
  const { factors = {}, set = {}, design } = written;
  const isList = design?.kind === 'list';
  if (Object.keys(factors).length === 0 && !isList)
    faults.push({
      path: ['factors'],
      message: 'this study varies nothing: name at least one factor under factors',
    });
  for (const key of Object.keys(factors))
    if (key in set)
      faults.push({
        path: ['set'],
        key,
        message: `${key} is both a factor and set; leave one of the two out`,
      });
  for (const key of Object.keys(written.tune?.statusQuo ?? {}))
    if (!(key in factors))
      faults.push({
        path: ['tune', 'statusQuo'],
        key,
        message: `${key} is no factor, so it has no status quo to change from: add it to factors, or write it under set`,
      });
  faults.push(...replicationFaults(written));
  if (isList && design.cells === undefined)
    faults.push({ path: ['design'], message: 'a list needs its cells: write cells, a list of records' });
  if (isList && Object.keys(factors).length > 0)
    faults.push({
      path: ['factors'],
      message: 'a list of cells names its factors itself: leave factors out',
    });
  if (!isList && design?.cells !== undefined)
    faults.push({
      path: ['design', 'cells'],
      message: `cells belong to a design of kind list, not ${design.kind}`,
    });
  if (design !== undefined && !isList && design.kind !== 'grid' && design.points === undefined)
    faults.push({
      path: ['design'],
      message: `a design of kind ${design.kind} needs points, the number of its cells`,
    });
  return faults;
}

/** The same of what says how often and for how long worlds run, and of scenarios that are factors too. */
function replicationFaults(written: WrittenStudy): YamlFault[] {
  const faults: YamlFault[] = [];
  const { factors = {} } = written;
  if (written.replications !== undefined && written.precision !== undefined)
    faults.push({
      path: ['precision'],
      message: 'replications and precision contradict each other: a fixed number, or as many as it takes',
    });
  if (written.replications !== undefined && written.seeds !== undefined)
    faults.push({ path: ['seeds'], message: 'seeds and replications are the same: write one of the two' });
  for (const key of Object.keys(written.over ?? {}))
    if (key in factors)
      faults.push({
        path: ['over'],
        key,
        message: `${key} is both a factor and a scenario; leave one of the two out`,
      });
  const { least = 0, cap = Number.POSITIVE_INFINITY } = written.precision ?? {};
  if (cap < least)
    faults.push({
      path: ['precision', 'cap'],
      message: `cap must be at least ${least}, the seeds before the first look; received ${cap}`,
    });
  if (written.warmUp !== undefined && written.warmUpDays !== undefined)
    faults.push({
      path: ['warmUp'],
      message: 'warmUp and warmUpDays contradict each other: a rule that finds the days, or the days',
    });
  return faults;
}
