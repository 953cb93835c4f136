import type { Study } from '../study.ts';

/** The command that runs a study: by its name, or by what an ad-hoc sweep varies. */
export function commandOf(study: Study, knownStudies: readonly string[]): string {
  const lab = 'npm run -s lab -- sweep';
  if (knownStudies.includes(study.name)) return `${lab} ${study.name} --size ${study.size}`;
  const factors = study.factors.map(({ name, values }) => `${name}=${values.join(',')}`);
  const set = Object.entries(study.set).map(([name, value]) => `--set ${name}=${value}`);
  const world = [`--scenario ${study.scenario}`, `--ruleset ${study.ruleset}`];
  const size = [`--seeds ${study.seeds}`, `--days ${study.days}`, `--warm-up ${study.warmUpDays}`];
  return [lab, ...factors, ...set, ...world, ...size].join(' ');
}
