import { describe, expect, it } from 'vitest';
import { answerText } from '../../../experiments/tables/answerText.ts';
import { csvLine } from '../../../experiments/tables/csv.ts';

const text = (name: string) => ({ name, isNumber: false });
const number = (name: string) => ({ name, isNumber: true });

describe('an answer at a terminal', () => {
  it('is a table with numbers to the right and at most seven digits of each', () => {
    expect(
      answerText(
        [text('rule'), number('n'), number('mean')],
        [
          ['base', 12, 2.123456789],
          ['x', 3, null],
        ],
        80,
      ),
    ).toBe(
      ['rule   n      mean', '────  ──  ────────', 'base  12  2.123457', 'x      3         –'].join('\n'),
    );
  });

  it('is never wider than the terminal: long texts are cut, and where columns do not fit each row is a record', () => {
    const long = 'immunityPeriod=1024, '.repeat(20);
    const cut = answerText([text('setting'), number('value')], [[long, 1]], 80);
    expect(Math.max(...cut.split('\n').map((line) => line.length))).toBe(80);
    const many = Array.from({ length: 20 }, (_, k) => number(`measure${k}`));
    const records = answerText(many, [many.map((_, k) => k)], 80);
    expect(records.split('\n').length).toBe(20);
    expect(records).toMatch(/^measure0 {2,}0$/m);
  });

  it('passes no character on that a terminal would obey', () => {
    expect(answerText([text('a')], [['\u001b[2Jx\ny\u0000']], 80)).not.toMatch(/[^\P{Cc}\n]/u);
  });

  it('without rows has its headings', () => {
    expect(answerText([text('a'), number('b')], [], 80)).toBe('a  b\n─  ─');
  });
});

describe('a line of CSV', () => {
  it('tells a missing value from an empty text, and quotes what would end a cell', () => {
    expect(csvLine([null, '', 'a"b', 'c,d', 'e\nf', 0.1, true, 'κ'])).toBe(
      ',"","a""b","c,d","e\nf",0.1,true,κ\n',
    );
  });
});
