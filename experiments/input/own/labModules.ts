import * as agents from '../../../agents/index.ts';
import * as sim from '../../../sim/index.ts';

/** What a file of one's own may import of the lab: it runs with this lab, whatever version it was written for. */
const labModules: Readonly<Record<string, object>> = {
  'yuma-lab/agents': agents,
  'yuma-lab/sim': sim,
};

export const labModuleNames: readonly string[] = Object.keys(labModules);

/** The running lab's module of a name. Throws `RangeError` for another. */
export function labModule(name: string): object {
  const known = labModules[name];
  if (known === undefined)
    throw new RangeError(`the lab has no ${name}: import from ${labModuleNames.join(', ')}`);
  return known;
}
