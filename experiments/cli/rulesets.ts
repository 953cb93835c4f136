import { defaultRuleset, rulesets } from '../../sim/rulesets.ts';
import { textRecord } from './table.ts';
import { examples, print, printJson, type Verb } from './verb.ts';

/** `yuma-lab rulesets`: the versions of the chain that are built. */
export const rulesetsVerb: Verb = {
  name: 'rulesets',
  register(program) {
    program
      .command('rulesets')
      .description('list the versions of the chain: what each one does, and which arithmetics run')
      .option('--json', 'print JSON for machines')
      .addHelpText('after', examples('rulesets', 'rulesets --json'))
      .action((options: { json?: true }) => {
        if (options.json) printJson(Object.values(rulesets));
        else print(rulesetsText());
      });
  },
};

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
