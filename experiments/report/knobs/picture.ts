import type { Answers } from '../../analysis/knobs/answers.ts';
import { metricHeading, metricTitle } from '../../analysis/metricTitle.ts';
import type { Level } from '../../plan/rows.ts';
import { number2 } from '../../statistics/format.ts';
import { contrastsChart } from '../charts/contrasts.ts';
import type { ChartBlock } from '../pageSection.ts';

/** What every value of every factor does to the first objective in the first scenario, against the value in force; null where nothing has an interval. */
export function knobsPicture({ study, scenarios: [scenario] }: Answers): ChartBlock | null {
  const [{ metric, margin }] = study.objectives;
  const rows = scenario.knobs.flatMap(({ name, verdicts: [{ byLevel }] }) =>
    byLevel.flatMap(({ level, effect }) =>
      effect === null
        ? []
        : [{ label: `${name} ${shown(level)}`, mean: effect.mean, low: effect.low, high: effect.high }],
    ),
  );
  const { unit } = scenario.knobs[0].verdicts[0];
  const title = `What each value does to ${metricTitle(metric, study)}`;
  const spec = contrastsChart({
    title,
    subtitle: `difference from the value in force${unit === '' ? '' : `, ${unit}`}; grey: no difference that matters`,
    rows,
    reference: 0,
    margin,
  });
  if (spec === null) return null;
  const where = scenario.label === '' ? '' : ` at \`${scenario.label}\``;
  const caption = `${metricHeading(metric, study)}${where}: every value against the one in force, else the first, averaged over the other factors, paired by seed over ${scenario.seeds} seeds. Lines: 95 % intervals that hold for all values of a factor together.`;
  return { kind: 'chart', name: 'effects', caption, spec };
}

const shown = (level: Level): string => (typeof level === 'number' ? number2(level) : String(level));
