import { expect, it } from 'vitest';
import { firstDifference } from '../../../../experiments/evidence/verify/firstDifference.ts';

it('two rows that differ in a field named as what every object has differ in words', () => {
  const [kept, anew] = ['{"a":{"constructor":1}}', '{"a":{}}'].map((text) => JSON.parse(text));
  expect(firstDifference(kept, anew)).toBe('a.constructor: kept 1, now nothing');
  expect(firstDifference(anew, kept)).toBe('a.constructor: kept nothing, now 1');
  expect(firstDifference({ toString: 'x' }, JSON.parse('{"toString":"x"}'))).toBeNull();
});
