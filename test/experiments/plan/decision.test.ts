import { describe, expect, it } from 'vitest';
import { studyHash } from '../../../experiments/base/identity.ts';
import { parseStudyFile } from '../../../experiments/input/readStudyFile.ts';
import { studyOfFile } from '../../../experiments/input/studyFromFile.ts';
import { checkDecision, decisionLine, decisionOf } from '../../../experiments/plan/decision.ts';
import { metrics } from '../../../experiments/plan/measures.ts';
import { checkStudy, type Study } from '../../../experiments/plan/study.ts';
import { askedStudies } from '../../../experiments/studies/catalogue.ts';
import { immunityStartUpQuick } from '../../../experiments/studies/immunity-start-up.ts';
import { proposeImmunity } from '../../../experiments/studies/proposals.ts';

const objective = { metric: 'networkQuality', margin: 0.01 };

describe('what decides a study', () => {
  it('is stated by every study that asks a question, with what the one who asks would lose', () => {
    expect(askedStudies.length).toBeGreaterThan(10);
    for (const study of askedStudies) {
      const decision = decisionOf(study);
      expect(
        metrics.map(({ name }) => name),
        study.name,
      ).toContain(decision?.measure);
      expect(decision?.because?.length, study.name).toBeGreaterThan(40);
      for (const { because } of study.objectives) expect(because?.length, study.name).toBeGreaterThan(40);
    }
  });

  it('is its first objective, or what it names where it has none', () => {
    const second = { metric: 'viableEvictions', margin: 3 };
    expect(decisionOf({ objectives: [{ ...objective, because: 'loss' }, second] })).toEqual({
      measure: 'networkQuality',
      because: 'loss',
    });
    const decides = { measure: 'clientLoss', because: 'a client reads it' };
    expect(decisionOf({ objectives: [], decides })).toEqual(decides);
    expect(decisionOf({ objectives: [] })).toBe(null);
  });

  it('is told in a line, a missing reason too', () => {
    expect(decisionLine({ objectives: [], decides: { measure: 'clientLoss', because: 'it is read' } })).toBe(
      'Decides, stated before the first trial: the client’s loss (`clientLoss`), because it is read.',
    );
    expect(decisionLine({ objectives: [{ metric: 'spearman', margin: 1 }] })).toBe(
      'Decides, stated before the first trial: `spearman`; no reason is stated.',
    );
    expect(decisionLine({ objectives: [] })).toBe('Decides: no measure; it compares.');
  });

  it('is part of the plan: another reason is another study, and a plan without one keeps its hash', () => {
    const [first, ...rest] = immunityStartUpQuick.objectives;
    const withReason = (because?: string): Study => ({
      ...immunityStartUpQuick,
      objectives: [{ metric: first.metric, margin: first.margin, ...(because && { because }) }, ...rest],
    });
    expect(studyHash(withReason('one'))).not.toBe(studyHash(withReason('another')));
    expect(studyHash(withReason())).toBe(studyHash(withReason(undefined)));
  });

  it('is never a measure that blames: such an objective or guardrail is refused before a trial runs', () => {
    const blamed = ['wrongEvictions', 'wronglyEvictedNewcomersCut25', 'noisyEvictions'];
    for (const metric of blamed)
      expect(() => checkDecision({ objectives: [{ metric, margin: 3 }] })).toThrow(
        `${metric} is descriptive: it blames a cause`,
      );
    const proposal = { ...proposeImmunity.proposal!, guardrails: [{ metric: 'wrongEvictions', worseBy: 3 }] };
    expect(() => checkStudy({ ...proposeImmunity, proposal })).toThrow('wrongEvictions is descriptive');
    expect(() => checkStudy(proposeImmunity)).not.toThrow();
  });

  it('is one measure, with a reason that says something', () => {
    const decides = { measure: 'clientLoss', because: 'a client reads it' };
    expect(() => checkDecision({ objectives: [objective], decides })).toThrow(
      'decides names clientLoss beside the objective networkQuality; the first objective decides: leave decides out',
    );
    expect(() => checkDecision({ objectives: [{ ...objective, because: ' ' }] })).toThrow('because is empty');
  });

  it('is named beside the objectives by which a world settles before it changes', () => {
    const decides = { measure: 'clientLoss', because: 'a client reads it' };
    const plan = { objectives: [objective], decides, beginning: {} };
    expect(() => checkDecision(plan)).not.toThrow();
    expect(decisionOf(plan)).toEqual(decides);
  });
});

describe('a study file', () => {
  const file = (objectives: string) =>
    `name: reasons\nfactors: { immunityPeriod: [1024, 4096] }\n${objectives}`;

  it('states the reason beside the objective', async () => {
    const text = file('objectives: [{ metric: clientLoss, margin: 0.01, because: a client reads it }]\n');
    const study = studyOfFile(await parseStudyFile(text, 'reasons.yaml'));
    expect(study.objectives).toEqual([{ metric: 'clientLoss', margin: 0.01, because: 'a client reads it' }]);
  });

  it('may not decide by a measure that blames', async () => {
    const text = file('objectives: [{ metric: wrongEvictions, margin: 3 }]\n');
    await expect(parseStudyFile(text, 'reasons.yaml')).rejects.toThrow(
      'wrongEvictions is descriptive: it blames a cause',
    );
  });
});
