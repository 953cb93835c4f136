import { describe, expect, it } from 'vitest';
import { bridged } from '../../../agents/models/bridged.ts';
import { settled } from '../../../agents/models/model.ts';
import type { ModelRow } from '../../../experiments/plan/modelRows.ts';
import { bridgedAnswer } from '../../../experiments/studies/bridged/answer.ts';
import { bridgedFull, bridgedQuick } from '../../../experiments/studies/bridged/plan.ts';
import { faultsOf } from '../report/readable.ts';

/** Rows of two conditions in which the gate adds about so much to the loss and to the wait, seed by seed. */
const rowsWith = (loss: number, wait: number): ModelRow[] =>
  Array.from({ length: bridgedQuick.seeds }, (_, k) => {
    const own = k % 2 === 0 ? 0.001 : -0.001;
    const row = (condition: string, clientLoss: number, daysToPay: number): ModelRow => ({
      condition,
      attack: null,
      seed: String(k + 1),
      measures: { clientLoss, daysToPay },
    });
    return [row('apart', 1.9, 2), row('ahead-50', 1.9 + loss + own, 2 + wait + 100 * own)];
  }).flat();

describe('the study of bridged networks', () => {
  it('sets what its model knows, in every condition, attack and size', () => {
    for (const study of [bridgedQuick, bridgedFull])
      for (const { set } of [...study.conditions, ...study.attacks])
        expect(() => settled(bridged, { ...study.base, ...set })).not.toThrow();
  });

  it('says what it measures as a measure of its model', () => {
    expect(bridged.measures.map(({ name }) => name)).toContain(bridgedQuick.decides);
  });

  it('answers in one sentence of 35 words, whichever way it goes', () => {
    const said = [
      [rowsWith(0.001, 6), /too little to matter, and delays good newcomers’ first pay by 6\.0/],
      [rowsWith(0.05, 0), /which harms it, and moves good newcomers’ first pay/],
      [rowsWith(-0.05, -3), /which helps it, and advances good newcomers’ first pay by 3\.0/],
      [rowsWith(0.0095, 6), /which decides nothing/],
    ] as const;
    for (const [rows, words] of said) {
      const answer = bridgedAnswer(rows, bridgedQuick);
      expect(answer).toMatch(words);
      expect(faultsOf(answer)).toEqual([]);
    }
    expect(faultsOf(bridgedAnswer([], bridgedQuick))).toEqual([]);
  });
});
