import { type Hyperparameter, hyperparametersOf } from '../../../sim/hyperparameters/registry.ts';
import { rulesetNames } from '../../../sim/rulesets.ts';

/** People of one kind that a scenario file may state. */
export interface AgentKind {
  readonly what: string;
  /** Field of the file → name of its setting. */
  readonly fields: Readonly<Record<string, string>>;
  /** Fields without which there are no agents of this kind. */
  readonly needs: readonly string[];
}

/** Settings of people, by name: those with a prefix. */
const settings = new Map(
  rulesetNames
    .flatMap((ruleset) => hyperparametersOf(ruleset))
    .filter(({ name }) => name.includes('.'))
    .map((row) => [row.name, row]),
);

/** Kinds whose fields are all settings of a prefix, each under its own name. */
const kindOfPrefix: Readonly<Record<string, string>> = {
  validator: 'validators',
  market: 'market',
  governance: 'governance',
};
/** What stating the market turns on is no field of it. */
const switches: readonly string[] = ['market.on'];

/** Kind and field that state a setting; null: it is stated under `settings` alone. */
function placeOf({ name, field }: Hyperparameter): readonly [kind: string, field: string] | null {
  if (switches.includes(name)) return null;
  const [prefix, own] = name.split('.');
  const [kind, stated] = field?.split('.') ?? [kindOfPrefix[prefix], own];
  return kind === undefined ? null : [kind, stated];
}

function fieldsOf(kind: string): Record<string, string> {
  const rows = [...settings.values()].map((row) => ({ name: row.name, place: placeOf(row) }));
  return Object.fromEntries(
    rows.flatMap(({ name, place }) => (place?.[0] === kind ? [[place[1], name]] : [])),
  );
}

const of = (kind: string, what: string, ...needs: readonly string[]): readonly [string, AgentKind] => [
  kind,
  { what, needs, fields: fieldsOf(kind) },
];

/** Kinds with words and needs of their own, in the order in which they are listed. */
const described = [
  of('miners', 'all miners'),
  of('registrants', 'candidates for a slot'),
  of('frontier', 'what people can make gets better', 'perDay'),
  of('adversaries', 'what all of them can spend, and whether they come back'),
  of('validators', 'how every honest validator scores'),
  of('market', 'miners that pay rent, sell, move on and leave'),
  of('governance', 'a change of the rules on its day', 'change', 'value'),
  of('client', 'a reader of the network', 'topk'),
  of('cabal', 'validators that pay miners of their own', 'share'),
  of('copiers', 'validators that copy weights', 'share'),
  of('lazyValidators', 'validators that never look again', 'share'),
  of('farmers', 'slots held without a model', 'share'),
  of('squatters', 'slots taken when their uid is still paid', 'share'),
  of('lookups', 'miners that know rows by heart', 'share'),
  of('echoes', 'miners that repeat the text', 'share'),
  of('varianceFarmers', 'miners whose loss varies on purpose', 'share'),
  of('sybils', 'many uids with one model', 'share'),
  of('spammers', 'candidates that answer nothing', 'share'),
  of('snipers', 'candidates that wait for the price to fall', 'share'),
];

/** Kinds that the rows of their settings name and nothing else: what the share of each moves says what it is. */
const others = [...settings.values()].flatMap((row) => {
  const [kind, field] = placeOf(row) ?? [];
  if (kind === undefined || field !== 'share' || described.some(([known]) => known === kind)) return [];
  return [of(kind, row.influences, 'share')];
});

/**
 * The agents that a scenario file may state. The fields of each follow from the rows of the settings (`field`). How a world is
 * computed (`scenario.synergy`, `scenario.tieOrder`) belongs to none: it is stated under `settings`.
 */
export const agentKinds: Readonly<Record<string, AgentKind>> = Object.fromEntries([...described, ...others]);

/** Kinds whose shares are parts of one whole: together they are 1 at most. */
export const wholes: readonly { readonly of: string; readonly kinds: readonly string[] }[] = [
  { of: 'miners', kinds: ['lookups', 'echoes', 'varianceFarmers', 'sybils', 'spammers', 'snipers'] },
  { of: 'the validators’ stake', kinds: ['cabal', 'copiers', 'lazyValidators'] },
  { of: 'uids', kinds: ['farmers', 'squatters'] },
];

/** The row of a setting. Throws a `RangeError` where no ruleset knows it. */
export function settingRow(name: string): Hyperparameter {
  const row = settings.get(name);
  if (row === undefined) throw new RangeError(`no ruleset has the setting ${name}`);
  return row;
}
