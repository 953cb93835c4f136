import type { Analysis, LevelAnalysis, SettingAnalysis } from '../../analysis/analysis.ts';
import { number2 } from '../../statistics/format.ts';
import { type Chart, headed, type Layer, wholeChart } from './chart.ts';
import { curveLayers } from './curves.ts';
import { shortLabel } from './shortLabel.ts';
import { ramp } from './theme.ts';

const size = { width: 420, height: 240 };
const targets = [
  { percent: 50, of: (level: LevelAnalysis) => level.to50 },
  { percent: 90, of: (level: LevelAnalysis) => level.to90 },
] as const;

/** How many newcomers get paid what they are worth, and when: a panel for each setting and target, a line for each level. */
export const incidenceChart: Chart = {
  name: 'incidence',
  isWide: true,
  caption: ({ factor }) =>
    'Share of viable newcomers that by a given age had once been paid 50 % or 90 % of their steady incentive; ' +
    `eviction is a competing end (Aalen–Johansen). One line for each ${factor.name}, all seeds together.`,
  draw: (analysis) => {
    const lastAge = lastAgeOf(analysis);
    if (lastAge === 0) return null;
    const rows = targets.map(({ percent, of }) => ({
      hconcat: analysis.settings.map((setting) => panel(analysis, setting, percent, of, lastAge)),
    }));
    const title = 'Viable newcomers that got their pay, by age';
    const head = headed(title, `share of viable newcomers · lines: ${analysis.factor.name}`);
    return wholeChart({ ...head, vconcat: rows });
  },
};

function panel(
  { factor }: Analysis,
  setting: SettingAnalysis,
  percent: number,
  of: (level: LevelAnalysis) => LevelAnalysis['to50'],
  lastAge: number,
): Layer {
  const colours = ramp(factor.levels.length);
  const curves = setting.byLevel.flatMap((level, k) => {
    const curve = of(level)?.curve;
    return curve === undefined ? [] : [{ ...curve, label: number2(level.level), colour: colours[k] }];
  });
  const text = [`${percent} % of steady incentive`, shortLabel(setting.label)]
    .filter((part) => part !== '')
    .join(' · ');
  return {
    title: { text, fontSize: 12, fontWeight: 600 },
    ...size,
    layer: curveLayers(curves, 0, lastAge, size.height),
  };
}

/** Age by which every curve has made 99 % of its way: later there is nothing to see. */
function lastAgeOf({ settings }: Analysis): number {
  const ages = settings.flatMap(({ byLevel }) =>
    byLevel.flatMap((level) =>
      targets.map(({ of }) => {
        const curve = of(level)?.curve;
        if (curve === undefined || curve.ages.length === 0) return 0;
        const end = curve.shares[curve.shares.length - 1];
        return curve.ages[curve.shares.findIndex((share) => share >= 0.99 * end)];
      }),
    ),
  );
  return Math.max(0, ...ages);
}
