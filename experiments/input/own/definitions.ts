import type { Definition, OwnDefinitions } from '../../../agents/own/definition.ts';
import { faultOfName, faultsOfDefinition } from '../../../agents/own/fault.ts';
import { UserError } from '../../base/userError.ts';
import { metrics } from '../../plan/measures.ts';
import type { OwnBundle } from './bundle.ts';
import { labModule } from './labModules.ts';

/**
 * What bundles define, in their order. Throws `UserError` with file, definition and remedy: for a file that throws, one without
 * definitions, a definition that is not whole, and a name that there is already.
 */
export function definitionsOf(bundles: readonly OwnBundle[]): OwnDefinitions {
  const agents: OwnDefinitions['agents'][number][] = [];
  const measures: OwnDefinitions['measures'][number][] = [];
  for (const bundle of bundles) {
    const { file } = bundle;
    for (const definition of definedBy(file, exportsOf(bundle))) {
      const { name } = definition;
      const taken = [...agents, ...measures].map((one) => one.name);
      const fault = faultOfName(name, taken) ?? faultOfMetric(definition);
      if (fault !== null) throw new UserError(`${file}: ${fault}`);
      if (definition.kind === 'measure') measures.push({ ...definition, file });
      else agents.push({ ...definition, file });
    }
  }
  return { agents, measures };
}

/** What a bundle exports. Evaluated as a function that is given the lab, so that it needs neither a file nor a loader. */
function exportsOf({ file, code }: OwnBundle): object {
  const module: { exports: object } = { exports: {} };
  try {
    const run = new Function('require', 'module', 'exports', `${code}\n//# sourceURL=${file}`);
    run(labModule, module, module.exports);
    return module.exports;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`${file} throws when it is imported: ${reason}`);
  }
}

/** Exports may be definitions or lists of them. */
function definedBy(file: string, exports: object): Definition[] {
  const all = 'kind' in exports ? { default: exports } : exports;
  const values = Object.entries(all).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one: unknown) => ({ name, one })),
  );
  if (values.length === 0)
    throw new UserError(
      `${file} exports no definition: write export default defineValidator({ … }), or defineMiner, defineCandidate, defineAdversary, defineMeasure`,
    );
  return values.map(({ name, one }) => {
    const [fault] = faultsOfDefinition(one);
    if (fault !== undefined) throw new UserError(`${file}, export ${name}: ${fault}`);
    return one as Definition;
  });
}

function faultOfMetric({ kind, name }: Definition): string | null {
  const isKnown = kind === 'measure' && metrics.some((known) => known.name === name);
  return isKnown ? `${name} is a measure of the lab: give it another name` : null;
}
