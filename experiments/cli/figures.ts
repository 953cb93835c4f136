import type { Command } from 'commander';
import { duration } from '../base/duration.ts';
import { type Column, textTable } from '../base/textTable.ts';
import { figures } from '../figures/catalogue.ts';
import { examples, print, printJson } from './verb.ts';

const columns: readonly Column[] = [
  { title: 'id' },
  { title: 'name' },
  { title: 'shows', shrinks: true },
  { title: 'source', shrinks: true },
  { title: 'takes', align: 'right' },
];

/** `yuma-lab figures`: the figures of the papers that `reproduce` computes. */
export function define(command: Command): void {
  command
    .option('--json', 'print JSON for machines')
    .addHelpText('after', examples('figures', 'figures --json'))
    .action((options: { json?: true }) => {
      if (options.json) printJson(figures);
      else {
        const rows = figures.map(({ id, name, title, source, seconds }) => {
          return [id, name, title, source, duration(Math.max(1, seconds))];
        });
        print(textTable(columns, rows));
      }
    });
}
