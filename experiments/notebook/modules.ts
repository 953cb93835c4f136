import * as agents from '../../agents/index.ts';
import * as sim from '../../sim/index.ts';
import * as lab from './lab.ts';

/** What a cell may import, by name. */
export const pageModules: Readonly<Record<string, object>> = {
  'yuma-lab': lab,
  'yuma-lab/sim': sim,
  'yuma-lab/agents': agents,
};

/** The module of a name. Throws a `RangeError` with those that there are. */
export function pageModule(name: string): object {
  const module = pageModules[name];
  if (module !== undefined) return module;
  throw new RangeError(
    `a cell imports ${Object.keys(pageModules).join(', ')}; received ${name} (only a cell that runs when the page is built may import more)`,
  );
}
