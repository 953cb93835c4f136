import type { Definition, OwnDefinitions } from '../../../agents/own/definition.ts';
import { faultOfName, faultsOfDefinition } from '../../../agents/own/fault.ts';
import { UserError } from '../../base/userError.ts';
import { metrics } from '../../plan/measures.ts';
import type { OwnBundle } from './bundle.ts';

/**
 * What bundles define, in their order. Throws `UserError` with file, definition and remedy: for a file that throws, one without
 * definitions, a definition that is not whole, and a name that there is already.
 */
export async function definitionsOf(bundles: readonly OwnBundle[]): Promise<OwnDefinitions> {
  const agents: OwnDefinitions['agents'][number][] = [];
  const measures: OwnDefinitions['measures'][number][] = [];
  for (const { file, code } of bundles) {
    for (const definition of definedBy(file, await imported(file, code))) {
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

async function imported(file: string, code: string): Promise<object> {
  try {
    // As data: a bundle needs no file of its own, and what it imports of the lab is named in full.
    return await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`${file} throws when it is imported: ${reason}`);
  }
}

/** Exports may be definitions or lists of them. */
function definedBy(file: string, exports: object): Definition[] {
  const values = Object.entries(exports).flatMap(([name, value]) =>
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
