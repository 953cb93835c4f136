import { stream } from '../../../sim/random.ts';
import type { TunePlan } from '../../methods/tune/tunePlan.ts';
import { searchAndJudge } from '../../methods/tune/tuneStudy.ts';
import type { SearchName } from '../../plan/searchNames.ts';

/** How often a tuner recommends a change where nothing matters. */
export interface NullCount {
  readonly search: SearchName;
  readonly objectives: number;
  readonly studies: number;
  readonly changes: number;
  /** What the rule is set at, and what 200 studies may show. */
  readonly rate: number;
  readonly most: number;
}

const rate = 0.025;
/** Of 200 studies: 5 are expected, more than 10 would come in 1 of 70 sets. */
const mostOf200 = 10;

/** Two knobs that move nothing. The margin is as good as none, so that every certain difference counts. */
export function nullPlan(search: SearchName, seed: string, objectives = 1): TunePlan {
  const names = ['networkQuality', 'wrongEvictions'].slice(0, objectives);
  return {
    kind: 'tune',
    name: 'null-world',
    question: 'Does anything matter where nothing does?',
    ruleset: 'nakamoto-2022',
    scenario: 'synthetic',
    arithmetic: 'float64',
    set: {},
    dimensions: [
      { name: 'immunityPeriod', domain: { kind: 'integer', low: 512, high: 14_400 } },
      { name: 'validator.alpha', domain: { kind: 'loguniform', low: 0.02, high: 0.2 } },
    ],
    objectives: names.map((name) => ({ name, expression: name, better: 'lower', margin: 1e-6 })),
    guardrails: [],
    constraints: [],
    statusQuo: { immunityPeriod: 4096, 'validator.alpha': 0.05 },
    search,
    budget: 24,
    firstSeed: 1,
    searchSeeds: 6,
    confirmSeeds: 16,
    seed,
    warmUpDays: 0,
    days: 1,
  };
}

/** Tunes in worlds whose measures are luck alone, half of it shared by all settings of a seed, and counts recommended changes. */
export async function nullStudies(search: SearchName, studies: number, objectives = 1): Promise<NullCount> {
  let changes = 0;
  for (let study = 0; study < studies; study++) {
    const { verdict } = await searchAndJudge(nullPlan(search, String(study), objectives), async (wanted) =>
      wanted.map(({ setting, seed }) => {
        const shared = stream(study, 'shared luck', seed);
        const own = stream(study, `own luck of ${JSON.stringify(setting)}`, seed);
        const luck = () => shared.normal() + own.normal();
        return { networkQuality: luck(), wrongEvictions: luck() };
      }),
    );
    if (verdict.outcome === 'change') changes += 1;
  }
  return { search, objectives, studies, changes, rate, most: Math.ceil((mostOf200 * studies) / 200) };
}
