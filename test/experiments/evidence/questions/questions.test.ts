import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { studyHash } from '../../../../experiments/base/identity.ts';
import type { Answered } from '../../../../experiments/evidence/questions/ask.ts';
import { questions, studyOf } from '../../../../experiments/evidence/questions/questions.ts';

const file = new URL('../../../../results/reference/questions/answers.json', import.meta.url);
const { answers } = JSON.parse(readFileSync(file, 'utf8')) as { answers: Answered[] };

// mathjs loads seedrandom, which seeds itself from Math.random when it is loaded; nothing here draws from it.
beforeAll(async () => {
  const { random } = Math;
  Math.random = () => 0.5;
  await import('mathjs');
  Math.random = random;
});

it('the kept answers are those of the questions as they are asked now', async () => {
  expect(questions).toHaveLength(28);
  expect(answers.map(({ words }) => words)).toEqual(questions);
  for (const { words, plan } of answers) expect(studyHash(await studyOf(words))).toBe(plan);
});

it('each of 28 questions has an answer for each of its two knobs, or says that it does nothing and why', () => {
  for (const { knobs, words, answer } of answers) {
    expect(knobs.map(({ name }) => name)).toEqual(words.map((word) => word.split('=')[0]));
    for (const { name, doesNothing, why, effect } of knobs) {
      const own = answer.filter((sentence) => sentence.startsWith(`**\`${name}\``));
      expect(own, name).toHaveLength(1);
      expect(effect).not.toBeNull();
      if (!doesNothing) continue;
      expect(own[0]).toMatch(/does nothing|does not move/);
      expect(own[0]).not.toMatch(/is best|best mean/);
      expect(own[0]).toContain(`Why: ${why}`);
    }
  }
});
