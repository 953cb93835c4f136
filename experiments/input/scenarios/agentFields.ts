import { type Hyperparameter, hyperparametersOf } from '../../../sim/hyperparameters/registry.ts';
import { rulesetNames } from '../../../sim/rulesets.ts';

/** People of one kind that a scenario file may state. */
export interface AgentKind {
  readonly what: string;
  /** Field of the file → name of its setting. */
  readonly fields: Readonly<Record<string, string>>;
  /** Fields without which there is nobody of this kind. */
  readonly needs: readonly string[];
}

const of = (
  what: string,
  prefix: string,
  names: readonly string[],
  renamed: Readonly<Record<string, string>> = {},
  needs: readonly string[] = [],
): AgentKind => ({
  what,
  needs,
  fields: {
    ...Object.fromEntries(Object.entries(renamed).map(([field, setting]) => [field, `${prefix}.${setting}`])),
    ...Object.fromEntries(names.map((name) => [name, `${prefix}.${name}`])),
  },
});

/** A kind of which there is a share, none by default. */
const some = (what: string, share: string, others: Readonly<Record<string, string>> = {}): AgentKind =>
  of(what, 'scenario', [], { share, ...others }, ['share']);

/** Every setting of a prefix, under its own name. */
function allOf(prefix: string, except: readonly string[] = []): string[] {
  const names = rulesetNames.flatMap((ruleset) => hyperparametersOf(ruleset).map(({ name }) => name));
  const own = [...new Set(names)].filter((name) => name.startsWith(`${prefix}.`));
  return own.map((name) => name.slice(prefix.length + 1)).filter((name) => !except.includes(name));
}

/**
 * Who may be stated in a scenario file, and which setting each field is. How a world is computed (`scenario.synergy`,
 * `scenario.tieOrder`) is nobody's: it stands under `settings`.
 */
export const agentKinds: Readonly<Record<string, AgentKind>> = {
  miners: of('everybody who mines', 'scenario', ['responds', 'failPerDay', 'pruneCost'], {
    stakeCap: 'minerStakeCap',
  }),
  registrants: of('candidates for a slot', 'scenario', [
    ...['arrivalRate', 'sizeMedian', 'sizeSigma', 'beliefError', 'costSigma', 'poorShare', 'poorFactor'],
    ...['foresight', 'patience', 'horizonDays', 'hashPrice'],
  ]),
  validators: of('how every honest validator scores', 'validator', allOf('validator')),
  market: of('miners that pay rent, sell, move on and leave', 'market', allOf('market', ['on'])),
  governance: of('a change of the rules on its day', 'governance', allOf('governance'), {}, [
    'change',
    'value',
  ]),
  client: of('a reader of the network', 'scenario', [], { topk: 'clientTopk' }, ['topk']),
  cabal: some('validators that pay miners of their own', 'cabalShare', {
    selfWeight: 'cabalSelfWeight',
    miners: 'cabalMiners',
  }),
  copiers: some('validators that copy weights', 'copierShare', { lag: 'copierLag' }),
  lazyValidators: some('validators that never look again', 'lazyShare'),
  farmers: some('slots held without a model', 'farmerShare'),
  squatters: some('slots taken when their uid is still paid', 'squatterShare'),
  lookups: some('miners that know rows by heart', 'lookupShare', {
    hits: 'lookupHits',
    miss: 'lookupMiss',
    divergenceShift: 'divergenceShift',
  }),
  echoes: some('miners that repeat the text', 'echoShare'),
  varianceFarmers: some('miners whose loss varies on purpose', 'varianceShare', { spread: 'varianceSpread' }),
  sybils: some('many uids with one model', 'sybilShare', { uids: 'sybilUids' }),
  spammers: some('candidates that answer nothing', 'spamShare'),
  snipers: some('candidates that wait for the price to fall', 'sniperShare'),
};

/** Kinds whose shares are parts of one whole: together they are 1 at most. */
export const wholes: readonly { readonly of: string; readonly kinds: readonly string[] }[] = [
  { of: 'miners', kinds: ['lookups', 'echoes', 'varianceFarmers', 'sybils', 'spammers', 'snipers'] },
  { of: 'the validators’ stake', kinds: ['cabal', 'copiers', 'lazyValidators'] },
  { of: 'uids', kinds: ['farmers', 'squatters'] },
];

/** The row of a setting in whichever ruleset knows it. */
export function settingRow(name: string): Hyperparameter {
  for (const ruleset of rulesetNames) {
    const row = hyperparametersOf(ruleset).find((known) => known.name === name);
    if (row !== undefined) return row;
  }
  throw new RangeError(`no ruleset knows the setting ${name}`);
}
