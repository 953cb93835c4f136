import { expect, it } from 'vitest';
import { failureWords } from '../../../experiments/report/failureWords.ts';

const failed = (reason: string, id: string) => ({
  reason,
  id,
  replay: `npm run -s lab -- sweep x --only ${id}`,
});

it('a reason that many trials share is told once, with their number and the command of the first', () => {
  const many = Array.from({ length: 5000 }, (_, k) => failed('the burn is NaN', `t${k}`));
  expect(failureWords([...many, failed('no uid is left', 'u1')])).toEqual([
    'failed 5000 trials: the burn is NaN (run the first again: `npm run -s lab -- sweep x --only t0`)',
    'failed `u1`: no uid is left (run it again: `npm run -s lab -- sweep x --only u1`)',
  ]);
});

it('of more reasons than a page tells, the number of the others is told', () => {
  const words = failureWords(Array.from({ length: 40 }, (_, k) => failed(`reason ${k}`, `t${k}`)));
  expect(words).toHaveLength(13);
  expect(words.at(-1)).toBe('28 more reasons are in the journal.');
});
