import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { csvField } from '../../../experiments/base/csvField.ts';
import type { Document } from '../../../experiments/report/document.ts';
import { markdown } from '../../../experiments/report/markdown.ts';
import { safeLine, safeMarkdown } from '../../../experiments/report/safeMarkdown.ts';

const attacks = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '</p><iframe src="x">',
  '<!-- hidden -->',
  '[click](javascript:alert(1))',
  '[click]( JavaScript:alert(1))',
  '[click](data:text/html,x)',
  '![x](vbscript:x)',
  'harmless\n# A heading\n## Another',
  'harmless\n\n> a quotation',
  'harmless\n---\nmore',
  '`<script>x</script>``',
  '\\`<script>x</script>`',
  '``<script>x</script>`',
  '`a\n\n<script>x</script>`',
];

const documentOf = (words: string): Document => ({
  title: words,
  answer: words,
  picture: null,
  sections: [
    {
      id: 'one',
      heading: 'One',
      blocks: [
        { kind: 'paragraph', text: words },
        { kind: 'list', items: [words] },
        { kind: 'table', caption: words, columns: [{ title: words }], rows: [[words]] },
      ],
    },
  ],
});

describe('what a study’s author writes', () => {
  it.each(attacks)('%j becomes in report.md no tag, no script and no heading', (words) => {
    const html = String(marked.parse(markdown(documentOf(words))));
    expect(html).not.toMatch(/<(script|img|iframe|!--)/i);
    expect(html).not.toMatch(/(href|src)="\s*(javascript|data|vbscript):/i);
    expect(html.match(/<h[1-6]/g)).toHaveLength(2);
    expect(html).not.toMatch(/<(blockquote|hr)/);
  });

  it('stays as it is where it is only words, emphasis, code and links', () => {
    const plain =
      'Is **0.5** < 1 and `a<b>` so? See [the page](figures/x.svg), [this](https://x.org/y) and 3 > 2, x<3.';
    expect(safeMarkdown(plain)).toBe(plain);
    expect(safeLine('two\n lines')).toBe('two lines');
  });
});

describe('a field of CSV', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+cmd', "'+cmd"],
    ['@sum(a,b)', '"\'@sum(a,b)"'],
    ['-a', "'-a"],
    ['\tx', "'\tx"],
    ['-0.5', '-0.5'],
    ['-5e-1', '-5e-1'],
    ['a,b', '"a,b"'],
    ['a "b"', '"a ""b"""'],
    ['two\nlines', '"two\nlines"'],
    ['a=b', 'a=b'],
  ])('%j is %j: a spreadsheet takes it for no formula', (text, field) => {
    expect(csvField(text)).toBe(field);
  });
});
