import { trialId } from '../../experiments/base/identity.ts';
import type { CompleteRow } from '../../experiments/plan/rows.ts';
import { type Study, trialsOf } from '../../experiments/plan/study.ts';
import { stream } from '../../sim/random.ts';
import { madeRows } from './madeRows.ts';

/** A sweep of two settings with guardrails. */
export const sweptStudy: Study = {
  name: 'sweep',
  size: '12 seeds',
  question: 'What do immunityPeriod and liquidAlphaOn do?',
  ruleset: 'autumn-2026',
  scenario: 'flat-subnet',
  arithmetic: 'float64',
  set: {},
  factors: [
    { name: 'immunityPeriod', values: [5000, 7200, 14400] },
    { name: 'liquidAlphaOn', values: [false, true] },
  ],
  asks: [
    { name: 'immunityPeriod', inForce: 5000 },
    { name: 'liquidAlphaOn', inForce: false },
  ],
  seeds: 12,
  warmUpDays: 1,
  days: 2,
  objectives: [{ metric: 'servedQuality', margin: 0.002 }],
  guardrails: [
    { metric: 'deterred', worseBy: 0.01 },
    { metric: 'registrationsPerDay', atLeast: 14 },
  ],
  statusQuo: [],
  arms: [],
  armSeeds: 0,
  armLevels: [],
  armSet: {},
};
const [shape] = madeRows({ ...sweptStudy, asks: [], seeds: 1 });

/**
 * The deterred (fewer is better) are 0.10 at 5,000, 0.101 at 7,200 and 0.2 at 14,400; registrations are 15 a day at 5,000, about the limit of 14 at
 * 7,200, and 10 at 14,400. With liquid alpha on, 0.5 more are: what is seen only where the other setting is not in force.
 */
export function rowsOfSwept(plan: Study): CompleteRow[] {
  return trialsOf(plan).map((trial) => {
    const { immunityPeriod, liquidAlphaOn } = {
      immunityPeriod: 5000,
      liquidAlphaOn: false,
      ...trial.plan.set,
    };
    const noise = (name: string) =>
      stream(trial.plan.seed, name, `${immunityPeriod} ${liquidAlphaOn}`).normal();
    const put = { 5000: 0.1, 7200: 0.101, 14400: 0.2 }[Number(immunityPeriod)] ?? 0;
    const registrationsPerDay = { 5000: 15, 7200: 14, 14400: 10 }[Number(immunityPeriod)] ?? 0;
    const measures = {
      ...shape.measures,
      servedQuality: 2.7 - Number(immunityPeriod === 7200) * 0.02 + 0.0005 * noise('quality'),
      deterred: put + (liquidAlphaOn === true ? 0.5 : 0) + 0.0004 * noise('deterred'),
      registrationsPerDay: registrationsPerDay + 0.05 * noise('entries'),
    };
    return { ...shape, ...trial, id: trialId(trial.plan), measures };
  });
}
