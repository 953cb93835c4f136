import { describe, expect, it } from 'vitest';
import { deepestJson, isTooDeep } from '../../../experiments/base/jsonDepth.ts';

const nested = (depth: number, [open, close]: readonly [string, string] = ['[', ']']) =>
  `${open.repeat(depth)}1${close.repeat(depth)}`;

describe('the depth of a JSON text', () => {
  it('may be 64 and no more, of lists as of records', () => {
    expect(isTooDeep(nested(deepestJson))).toBe(false);
    expect(isTooDeep(nested(deepestJson + 1))).toBe(true);
    expect(isTooDeep(nested(deepestJson + 1, ['{"a":', '}']))).toBe(true);
  });

  it('counts what is open at once, and no bracket of a text', () => {
    expect(isTooDeep(`[${'[],'.repeat(1000)}{}]`)).toBe(false);
    expect(isTooDeep(JSON.stringify({ a: '['.repeat(1000), '\\"[': `"${'{'.repeat(1000)}` }))).toBe(false);
    expect(isTooDeep(`"unended ${'['.repeat(1000)}`)).toBe(false);
  });
});
