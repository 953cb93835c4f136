import { answersOf } from '../../analysis/knobs/answer.ts';
import type { Interaction, KnobAnswer } from '../../analysis/knobs/answers.ts';
import { studyHash, trialId } from '../../base/identity.ts';
import type { CompleteRow } from '../../plan/rows.ts';
import { type Study, trialsOf } from '../../plan/study.ts';
import { runTrial } from '../../plan/trial.ts';
import { reasonsIn } from '../../report/knobs/reasons.ts';
import { isInert, scenarioWords } from '../../report/knobs/words.ts';
import type { Estimate } from '../../statistics/estimate.ts';

/** A question with what was answered, small enough to be kept. */
export interface Answered {
  readonly words: readonly string[];
  /** SHA-256 of the plan: another question, or another engine, has another. */
  readonly plan: string;
  readonly knobs: readonly KeptKnob[];
  readonly interaction: { readonly outcome: string; readonly estimate: KeptEstimate | null };
  /** All of it, as a page says it. */
  readonly answer: readonly string[];
}

interface KeptKnob {
  readonly name: string;
  readonly doesNothing: boolean;
  readonly outcome: string;
  readonly why: string | null;
  /** From the reference to the other value. */
  readonly effect: KeptEstimate | null;
  readonly detectable: number | null;
}

type KeptEstimate = Pick<Estimate, 'n' | 'mean' | 'low' | 'high' | 'method'>;

/** Rows of trials that ran, by id: questions share worlds. */
export type Ran = Map<string, Omit<CompleteRow, 'arm' | 'levels'>>;

/** Runs what a question needs and is not there yet, and answers it. Throws as `runTrial` does. */
export function answer(study: Study, words: readonly string[], ran: Ran): Answered {
  const rows = trialsOf(study).map(({ arm, levels, plan }): CompleteRow => {
    const id = trialId(plan);
    const row = ran.get(id) ?? { id, plan, status: 'complete', ...runTrial(plan) };
    ran.set(id, row);
    return { ...row, arm, levels };
  });
  const [scenario] = answersOf(study, rows).scenarios;
  const reasons = reasonsIn({ study, warmUp: null }, scenario);
  return {
    words,
    plan: studyHash(study),
    knobs: scenario.knobs.map((knob) => keptKnob(knob, reasons.get(knob.name) ?? null)),
    interaction: keptInteraction(scenario.interactions[0]),
    answer: scenarioWords(scenario, reasons, study),
  };
}

function keptKnob(knob: KnobAnswer, why: string | null): KeptKnob {
  const [{ outcome, byLevel, detectable }] = knob.verdicts;
  const effect = byLevel.find(({ level }) => level !== knob.reference)?.effect ?? null;
  return { name: knob.name, doesNothing: isInert(knob), outcome, why, effect: kept(effect), detectable };
}

const keptInteraction = ({ outcome, contrasts }: Interaction) => ({
  outcome,
  estimate: kept(contrasts[0]?.estimate ?? null),
});

const kept = (estimate: Estimate | null): KeptEstimate | null => {
  if (estimate === null) return null;
  const { n, mean, low, high, method } = estimate;
  return { n, mean, low, high, method };
};
