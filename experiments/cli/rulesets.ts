import type { Command } from 'commander';
import { variants } from '../../sim/consensus/variants/catalogue.ts';
import { translations } from '../../sim/consensus/variants/translation.ts';
import { releases, type Variant } from '../../sim/consensus/variants/variant.ts';
import { defaultRuleset, rulesets } from '../../sim/rulesets.ts';
import { prose, textRecord, textTable } from '../base/textTable.ts';
import { examples, print, printJson } from './verb.ts';

/** `yuma-lab rulesets`: the versions of the chain that are built, or the variants of the peer. */
export function define(command: Command): void {
  command
    .option('--variants', 'the versions of yuma-simulation instead, under the names of its releases')
    .option('--json', 'print JSON for machines')
    .addHelpText('after', examples('rulesets', 'rulesets --json', 'rulesets --variants'))
    .action(({ variants: ofPeer, json }: { variants?: true; json?: true }) => {
      if (ofPeer) {
        if (json) printJson({ translations, variants });
        else print(variantsText());
      } else if (json) printJson(Object.values(rulesets));
      else print(rulesetsText());
    });
}

function rulesetsText(): string {
  const sections = Object.values(rulesets).map((ruleset) => {
    const { name, arithmetic, payments, ...rest } = ruleset;
    const title = name === defaultRuleset ? `${name} (default)` : name;
    const lists = [
      ['payments', payments.join(', ')],
      ['arithmetic', arithmetic.join(', ')],
    ] as const;
    return `${title}\n${textRecord([...Object.entries(rest), ...lists])}`;
  });
  return sections.join('\n\n');
}

const sources = [
  'A: bactensor/yuma-simulation@117bb00, February 2025',
  'B: bactensor/yuma-simulation@2b976fd, June 2025; the names were renumbered in April',
  'C: bactensor/interactive-yuma-simulator@6d7726e, July 2025',
];

function variantsText(): string {
  const meanings = translations.map(({ idea, chain, ...names }) => {
    const inEach = releases.map((release) => `${release} ${names[release].join(', ') || '–'}`);
    return `${idea}\n  ${inEach.join(' · ')} · the chain: ${chain}`;
  });
  const settings = textTable(
    [
      { title: 'variant' },
      { title: 'the peer calls it', shrinks: true },
      { title: 'alpha', align: 'right' },
      { title: 'liquid alpha', align: 'right' },
      { title: 'reads the bonds penalty' },
    ],
    variants.map((variant) => [variant.name, variant.title, ...settingsOf(variant)]),
  );
  const notes = [
    'alpha: part of the new bonds. bond_moving_avg of B and C is 1 less alpha, bond_alpha of A is alpha:',
    'so the default 0.1 means 0.1 in A and 0.9 in B and C, and curves of one name differ.',
    '+ settings of ours on the peer’s rules. winner_takes_all is set by cases 20 to 22 (B), 19, 20, 22 to 24 (C).',
  ];
  return [prose(sources.join('\n')), prose(meanings.join('\n')), settings, prose(notes.join('\n'))].join(
    '\n\n',
  );
}

function settingsOf({ rules, settings }: Variant): string[] {
  const { liquidAlpha, bondsAlpha } = settings;
  const isBought = rules.bonds === 'bought';
  return [
    isBought ? '–' : String(Number(bondsAlpha.toPrecision(12))),
    liquidAlpha === null ? 'off' : `${liquidAlpha.low} … ${liquidAlpha.high}`,
    rules.readsPenalty ? 'yes' : rules.unpenalised === 'clipped' ? 'no, as if 1' : 'no, as if 0',
  ];
}
