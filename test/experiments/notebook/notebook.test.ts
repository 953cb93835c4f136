import { describe, expect, it } from 'vitest';
import { readNotebook } from '../../../experiments/notebook/notebook.ts';

describe('a notebook', () => {
  it('with a line that Markdown would read for minutes is refused at once, with its number and length', () => {
    const text = `# A title\n\nWhat it tells.\n\n${'- '.repeat(100_000)}x\n`;
    expect(() => readNotebook('story', text)).toThrow(
      'line 5 of story must have at most 10,000 letters; received 200,001 (break it)',
    );
  });

  it('has a title, a paragraph and a cell, or says which is missing', () => {
    expect(() => readNotebook('story', 'text')).toThrow('story must begin with its title; received text');
    expect(() => readNotebook('story', '# A title\n\n- a list\n')).toThrow('must say in a paragraph');
    expect(() => readNotebook('story', '# A title\n\nWhat it tells.\n')).toThrow('story has no cell');
  });
});
