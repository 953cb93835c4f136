import type { MeasureContext } from '../../sim/metrics/context.ts';
import type { Measure } from '../../sim/metrics/measure.ts';
import type { WorldEvent } from '../../sim/tempo.ts';
import type {
  AdversaryDefinition,
  CandidateDefinition,
  MeasureDefinition,
  MinerDefinition,
  ValidatorDefinition,
} from './definition.ts';
import { faultsOfDefinition } from './fault.ts';
import type { OwnSettings } from './setting.ts';

/** A definition as a person writes it: what has a usual value may be left out. */
type Written<Definition extends { readonly settings: unknown }, Settings> = Omit<
  Definition,
  'kind' | 'settings' | 'definition'
> & { readonly settings?: Settings; readonly definition?: string };

/** A validator of one's own. Throws `TypeError` for a definition that is not whole. */
export const defineValidator = <State, const Settings extends OwnSettings = Record<never, never>>(
  written: Written<ValidatorDefinition<State, Settings>, Settings>,
): ValidatorDefinition => sound({ ...usual(written), kind: 'validator' });

/** A miner of one's own. Throws `TypeError` for a definition that is not whole. */
export const defineMiner = <State, const Settings extends OwnSettings = Record<never, never>>(
  written: Written<MinerDefinition<State, Settings>, Settings>,
): MinerDefinition => sound({ ...usual(written), kind: 'miner' });

/** A candidate of one's own. Throws `TypeError` for a definition that is not whole. */
export const defineCandidate = <State, const Settings extends OwnSettings = Record<never, never>>(
  written: Written<CandidateDefinition<State, Settings>, Settings>,
): CandidateDefinition => sound({ ...usual(written), kind: 'candidate' });

/** Validators and miners that act together. Throws `TypeError` for a definition that is not whole. */
export const defineAdversary = <
  ValidatorState,
  MinerState,
  const Settings extends OwnSettings = Record<never, never>,
>(
  written: Written<AdversaryDefinition<ValidatorState, MinerState, Settings>, Settings>,
): AdversaryDefinition => sound({ ...usual(written), kind: 'adversary' });

/** A measure of one's own: one number of every row. Throws `TypeError` for a definition that is not whole. */
export function defineMeasure<State>(measure: Measure<State, WorldEvent, MeasureContext>): MeasureDefinition {
  return sound({ kind: 'measure', name: measure.name, measure });
}

const usual = <Part extends { readonly settings?: unknown; readonly definition?: string }>(
  written: Part,
) => ({
  definition: '',
  settings: {},
  ...written,
});

function sound<Checked>(definition: Checked): Checked {
  const [fault] = faultsOfDefinition(definition);
  if (fault !== undefined) throw new TypeError(fault);
  return definition;
}
