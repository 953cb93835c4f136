import type { Command } from 'commander';
import { collect } from './numbers.ts';

/** Options by which a sweep of one's own says what is asked, over which scenarios, and what decides. */
export const askOptions = (command: Command): Command =>
  command
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
    );
