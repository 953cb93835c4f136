import { describe, expect, it } from 'vitest';
import { prose, wrappedLines } from '../../../experiments/base/textTable.ts';

const command = '`btcli sudo set --netuid N --param liquid_alpha_enabled --value true`';

describe('sentences for a terminal', () => {
  it('are broken between words, and go on two characters further in', () => {
    expect(prose('  one two three four', 12)).toBe('  one two\n    three\n    four');
    expect(prose('short', 12)).toBe('short');
  });

  it('keep a command in one line, so that it can be copied', () => {
    const lines = prose(
      `How an owner would set it, which is not proposed here: ${command} (later: --name).`,
      80,
    );
    expect(lines.split('\n').some((line) => line.includes(command))).toBe(true);
    for (const line of lines.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('break what is longer than a line where they must', () => {
    expect(wrappedLines('a `b c d e f g h i` j', 6)).toEqual(['a', '`b c d', ' e f g', ' h i`', 'j']);
  });
});
