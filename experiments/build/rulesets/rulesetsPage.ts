import { limitsInWords, timingInWords } from '../../../sim/hyperparameters/chainLimits.ts';
import { type ChainOnlySetting, chainOnlyOf } from '../../../sim/hyperparameters/chainOnly/chainOnlyOf.ts';
import { inWords } from '../../../sim/hyperparameters/fault.ts';
import { type Hyperparameter, hyperparametersOf } from '../../../sim/hyperparameters/registry.ts';
import { defaultRuleset, type RulesetName, rulesetNames, rulesets } from '../../../sim/rulesets.ts';
import { table } from '../table.ts';
import { changesOfRules } from './versionWords.ts';

/** A setting of the chain under a ruleset, built or not. */
type Setting = Hyperparameter | ChainOnlySetting;
type Settings = ReadonlyMap<string, Setting>;

/** The page `docs/rulesets.md`: each version of the chain, and what it changed against the one before. */
export function rulesetsPage(): string {
  const sections = rulesetNames.map((ruleset, k) => sectionOf(ruleset, k === 0 ? null : rulesetNames[k - 1]));
  return `${[head, ...sections].join('\n\n')}\n`;
}

const head = `# Rulesets: what changed from version to version of the chain

This page is written by \`npm run remake rulesets\` from the registry, the versions of the rules and the list of rulesets, and a
test holds it against them. A setting in *italics* is of the chain and not modelled: setting it is refused with the reason,
which \`npm run -s lab -- params <name>\` shows. Owner: the owner of the subnet. Root: the chain's governance.`;

function sectionOf(ruleset: RulesetName, before: RulesetName | null): string {
  const { date, chainVersion, description, registration, pruning, emission } = rulesets[ruleset];
  const title = `## \`${ruleset}\`${ruleset === defaultRuleset ? ', the default' : ''}`;
  const facts = [
    `${date}; ${chainVersion}.`,
    `In short: ${description}.`,
    `Entry: ${registration}.`,
    `Pruned: ${pruning}.`,
    `Emission: ${emission}.`,
  ];
  const parts = [title, facts.join('\n'), rulesTable(ruleset, before), ...settingParts(ruleset, before)];
  return parts.filter((part) => part !== '').join('\n\n');
}

function rulesTable(ruleset: RulesetName, before: RulesetName | null): string {
  if (ruleset === 'nakamoto-2022') return '';
  if (before === null || before === 'nakamoto-2022')
    return table(
      ['rule', 'what it does'],
      changesOfRules(ruleset, null).map(([rule, , since]) => [rule, since]),
    );
  return table(['rule', 'before', 'since'], changesOfRules(ruleset, before));
}

function settingParts(ruleset: RulesetName, before: RulesetName | null): string[] {
  const now = settingsOf(ruleset);
  if (before === null || before === 'nakamoto-2022')
    return [`Settings of the chain, ${now.size} in all:`, table(newColumns, [...now.values()].map(newRow))];
  const then = settingsOf(before);
  const added = [...now.values()].filter(({ name }) => !then.has(name));
  const gone = [...then.values()].filter(({ name }) => !now.has(name));
  const changed = [...now.values()].flatMap((setting) => changesOf(setting, then.get(setting.name)));
  return [
    ...(added.length > 0 ? ['New settings:', table(newColumns, added.map(newRow))] : []),
    ...(gone.length > 0 ? [`Gone: ${gone.map(nameOf).join(', ')}.`] : []),
    ...(changed.length > 0
      ? ['Changed settings:', table(['setting', 'what', 'before', 'since'], changed)]
      : []),
    ...(added.length + gone.length + changed.length === 0 ? ['No setting changed.'] : []),
  ];
}

/** Settings of the chain by name; those of validators and of people are the same in all versions. */
const settingsOf = (ruleset: RulesetName): Settings =>
  new Map(
    [
      ...hyperparametersOf(ruleset).filter(({ chainRange }) => chainRange !== undefined),
      ...chainOnlyOf(ruleset),
    ].map((setting) => [setting.name, setting]),
  );

const isModelled = (setting: Setting): setting is Hyperparameter => 'type' in setting;
const nameOf = (setting: Setting): string =>
  isModelled(setting) ? `\`${setting.name}\`` : `*${setting.name}*`;
const effectOf = (setting: Setting): string => (isModelled(setting) ? setting.influences : setting.effect);
/** The effect, and what of it the laboratory has, if not all. */
const builtEffectOf = (setting: Setting): string =>
  standingOf(setting).startsWith('only ')
    ? `${effectOf(setting)} (in the laboratory ${standingOf(setting)})`
    : effectOf(setting);

const newColumns = ['setting', 'default', 'set by', 'limits', 'when', 'influences'];

const newRow = (setting: Setting): string[] => [
  nameOf(setting),
  defaultOf(setting),
  setterOf(setting),
  limitsInWords(setting),
  timingOf(setting),
  builtEffectOf(setting),
];

function defaultOf(setting: Setting): string {
  if (setting.default === null) return 'not read';
  const value = 'exact' in setting && setting.exact !== undefined ? setting.exact : setting.default;
  return `${inWords(value)} ${setting.unit}`.trimEnd();
}

function setterOf({ setter, whyNobody }: Setting): string {
  if (setter === 'nobody') return `no call: ${whyNobody}`;
  return setter === 'ownerOrRoot' ? 'owner or root' : setter;
}

/** Empty where a setting may be changed at any time. */
const timingOf = (setting: Setting): string =>
  setting.rateLimit || setting.freezes?.length ? timingInWords(setting) : '';

/** How far the laboratory has a setting. */
function standingOf(setting: Setting): string {
  if (!isModelled(setting)) return 'not modelled';
  const { onlyBuilt } = setting;
  return onlyBuilt === undefined ? 'modelled' : `only ${onlyBuilt.values.map(inWords).join(', ')}`;
}

/** What of a setting is otherwise than before: a row each. */
function changesOf(setting: Setting, before: Setting | undefined): string[][] {
  if (before === undefined) return [];
  const told = [
    ['default', defaultOf],
    ['set by', setterOf],
    ['limits', limitsInWords],
    ['when', timingOf],
    ['in the laboratory', standingOf],
  ] as const;
  return told.flatMap(([what, tell]) => {
    const [old, since] = [tell(before), tell(setting)];
    return old === since ? [] : [[nameOf(setting), what, old, since]];
  });
}
