import packageJson from '../../package.json' with { type: 'json' };
import { engineOf, schemaVersion } from '../base/identity.ts';
import type { Card } from './wire.ts';

/** What decides whether two machines compute the same: version of the package, engine for a plan, schema of the rows. */
export type LabIdentity = Pick<Card, 'version' | 'engine' | 'schema'>;

export const identityFor = (plan: { readonly ruleset?: unknown }): LabIdentity => ({
  version: packageJson.version,
  engine: engineOf(plan),
  schema: schemaVersion,
});

const words = ({ version, engine, schema }: LabIdentity): string =>
  `yuma-lab ${version}, engine ${engine}, schema ${schema}`;

/** Why a worker may not run trials of a study, with both versions; null: it may. */
export function versionRefusal(study: Card, own: LabIdentity = identityFor(study)): string | null {
  const isSame = study.version === own.version && study.engine === own.engine && study.schema === own.schema;
  return isSame
    ? null
    : `study ${study.name} (${study.hash.slice(0, 8)}) is of ${words(study)}; this worker is ${words(own)}: install the same version at both`;
}
