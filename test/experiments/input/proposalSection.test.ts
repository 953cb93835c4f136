import { beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../../experiments/base/userError.ts';
import { parseStudyFile } from '../../../experiments/input/readStudyFile.ts';
import { studyOfFile } from '../../../experiments/input/studyFromFile.ts';

// mathjs loads seedrandom, which seeds itself from Math.random when it is loaded; nothing here draws from it.
beforeAll(async () => {
  const { random } = Math;
  Math.random = () => 0.5;
  await import('mathjs');
  Math.random = random;
});

const read = async (proposal: string) =>
  studyOfFile(
    await parseStudyFile(
      `name: toy
scenario: synthetic
factors:
  immunityPeriod: [1024, 2048]
  validator.alpha: [0.05, 0.1]
statusQuo: [{ value: 1024, label: in force }]
${proposal}`,
      's.yaml',
    ),
  );
const weights = (first: number) =>
  `proposal:
  because: a nat less costs the client a tenth of its answers
  regret: 0.01
  weights:
    - { levels: { validator.alpha: 0.05 }, weight: ${first} }
    - { levels: { validator.alpha: 0.1 }, weight: 0.4 }
  guardrails:
    - { metric: deterred, worseBy: 5, because: a candidate kept out is a miner lost }`;

describe('the proposal section of a study file', () => {
  it('is the terms of the plan, with the first landmark as what is in force', async () => {
    expect((await read(weights(0.6))).proposal).toEqual({
      statusQuo: 1024,
      guardrails: [{ metric: 'deterred', worseBy: 5, because: 'a candidate kept out is a miner lost' }],
      confirmSeeds: 6,
      weights: [
        { levels: { 'validator.alpha': 0.05 }, weight: 0.6 },
        { levels: { 'validator.alpha': 0.1 }, weight: 0.4 },
      ],
      regret: 0.01,
      because: 'a nat less costs the client a tenth of its answers',
    });
    expect((await read('')).proposal).toBeUndefined();
  });

  it.each([
    ['weights that do not sum to one', weights(0.5), 'must sum to 1; received 0.5 + 0.4 = 0.9'],
    [
      'a guardrail without a limit',
      'proposal:\n  guardrails: [{ metric: deterred }]',
      'needs one of worseBy, atMost and atLeast',
    ],
    ['an unknown key', 'proposal:\n  weight: 1', 'unknown key "weight"; did you mean weights?'],
    [
      'a status quo that is not tried',
      'proposal:\n  statusQuo: 7',
      '7, is not among immunityPeriod=1024,2048',
    ],
  ])('with %s is refused before the first trial', async (_, text, message) => {
    await expect(read(text)).rejects.toThrow(message);
    await expect(read(text)).rejects.toThrow(UserError);
  });
});
