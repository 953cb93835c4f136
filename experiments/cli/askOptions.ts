import type { Command } from 'commander';
import { unknownName } from '../base/userError.ts';
import { type DesignKind, designKinds } from '../plan/design/design.ts';
import { collect, numberOption, seedOption } from './numbers.ts';

/** Options by which a sweep of one's own says what is asked, over which scenarios, and what decides. */
export const askOptions = (command: Command): Command =>
  command
    .option('--set <name=value>', 'factors: a setting held fixed; may be repeated', collect)
    .option('--over <name=values>', 'a factor that is a scenario: asked in each; may be repeated', collect)
    .option(
      '--decide <measure[±margin]>',
      'what decides (yuma-lab measures); +- and = for ±; may be repeated',
      collect,
    )
    .option('--objective <text>', 'the same for an expression: "[min|max] expression ± margin"', collect)
    .option(
      '--guardrail <text>',
      'what must hold: "measure <= limit", ">= limit" or "worse by limit"',
      collect,
    )
    .option('--design <kind>', 'factors: how cells are drawn: grid, random, lhs, sobol', designOption)
    .option('--points <n>', 'factors: cells of the design', numberOption('points', 1, 100_000, true))
    .option('--design-seed <seed>', 'factors: seed of the design', seedOption('design-seed'), '1');

function designOption(text: string): DesignKind {
  const kind = designKinds.find((known) => known === text);
  if (kind === undefined) throw unknownName('design', text, designKinds);
  return kind;
}
