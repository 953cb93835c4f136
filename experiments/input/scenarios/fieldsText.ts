import { inWords, ruleOf } from '../../../sim/hyperparameters/fault.ts';
import { textTable } from '../../base/textTable.ts';
import { agentKinds, settingRow } from './agentFields.ts';

/** Every agent that a scenario file may state, with its fields, for people. */
export function fieldsText(): string {
  const kinds = Object.entries(agentKinds).map(([kind, { what, fields, needs }]) => {
    const rows = Object.entries(fields).map(([field, name]) => {
      const row = settingRow(name);
      const must = needs.includes(field) ? ' (required)' : '';
      return [`  ${field}${must}`, inWords(row.default), ruleOf(row), name, row.influences];
    });
    return { heading: `${kind}: ${what}`, rows };
  });
  const columns = [
    { title: 'agents' },
    { title: 'default', align: 'right' as const },
    { title: 'allowed', shrinks: true },
    { title: 'setting', shrinks: true },
    { title: 'moves', shrinks: true },
  ];
  return textTable(
    columns,
    kinds.flatMap(({ heading, rows }) => [[heading, '', '', '', ''], ...rows]),
  );
}
