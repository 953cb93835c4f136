import type { RulesetName } from '../../sim/rulesets.ts';
import { type JoinOptions, join } from './join.ts';
import type { Part } from './part.ts';
import { partsOf } from './recognise.ts';
import { readSource } from './sourceFile.ts';
import { type Imported, toNetwork } from './toNetwork.ts';

/** What a person says of the files, and of what is to be made of them. */
export interface ImportOptions extends JoinOptions {
  readonly ruleset?: RulesetName;
  readonly keepKeys?: boolean;
}

/**
 * Reads files of one network at one block and makes a network file of them. Throws `UserError` with file, place, rule and remedy for what
 * cannot be read, does not fit together, or is of no known kind.
 */
export function importNetwork(paths: readonly string[], options: ImportOptions = {}): Imported {
  const sources = paths.map(readSource);
  return toNetwork(join(sources.flatMap(partsOf), options), sources, options);
}

/** The networks of files that hold more than one; null where they hold one. Throws as `importNetwork` does. */
export function subnetsOf(paths: readonly string[]): readonly Part[] | null {
  const parts = paths.map(readSource).flatMap(partsOf);
  const netuids = new Set(parts.map(({ netuid }) => netuid));
  return paths.length === 1 && netuids.size > 1 ? parts : null;
}
