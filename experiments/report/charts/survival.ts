import { blocksPerDay } from '../../../sim/units.ts';
import type { Analysis, LevelAnalysis, SettingAnalysis } from '../../analysis/analysis.ts';
import { type Chart, headed, type Layer, wholeChart } from './chart.ts';
import { ageAxis, curveLayers } from './curves.ts';
import { shortLabel } from './shortLabel.ts';
import { faint, ramp } from './theme.ts';

const size = { width: 390, height: 220 };

/** How many uids stay, by true quality: at the shortest open level, the status quo and the longest open one. */
export const survivalChart: Chart = {
  name: 'survival',
  isWide: true,
  caption: () =>
    'Share of newcomers still registered by age (Kaplan–Meier, all seeds together), by their rank among the ' +
    'peers in true quality at registration. Dashed: end of immunity. A mechanism that judges well keeps the ' +
    'top quarter and drops those below the cut. Shown for half of the measured window: few can be followed longer.',
  draw: (analysis) => {
    const lastAge = Math.min(lastAgeOf(analysis), (analysis.study.days * blocksPerDay) / 2);
    if (lastAge === 0) return null;
    const rows = shownLevels(analysis).map((level) => ({
      hconcat: analysis.settings.map((setting) => panel(analysis, setting, level, lastAge)),
    }));
    const head = headed('Survival by true quality', 'share of newcomers still registered, by age');
    return wholeChart({ ...head, vconcat: rows });
  },
};

function shownLevels({ settings, statusQuo, factor }: Analysis): number[] {
  const isOpen = (level: number) =>
    settings.some(({ byLevel }) => byLevel.some((one) => one.level === level && one.entry === 'open'));
  const wanted = [factor.levels.find(isOpen), statusQuo, factor.levels.findLast(isOpen)];
  const known = wanted.filter((level) => level !== undefined && level !== null);
  return [...new Set(known)].sort((one, other) => one - other);
}

function panel({ factor }: Analysis, setting: SettingAnalysis, level: number, lastAge: number): Layer {
  const found = setting.byLevel.find((one) => one.level === level);
  const colours = ramp(found?.survival.length ?? 0);
  const curves = (found?.survival ?? []).map((curve, k) => ({
    ...curve,
    label: `${curve.label} (${curve.n})`,
    colour: colours[k],
  }));
  const text = [`${factor.name} ${level}`, shortLabel(setting.label)]
    .filter((part) => part !== '')
    .join(' · ');
  const layer = curveLayers(curves, 1, lastAge, size.height);
  return {
    title: { text, fontSize: 12, fontWeight: 600 },
    ...size,
    layer:
      factor.name === 'immunityPeriod' && level <= lastAge
        ? [endOfImmunity(level, lastAge), ...layer]
        : layer,
  };
}

function endOfImmunity(level: number, lastAge: number): Layer {
  return {
    data: { values: [{ age: level }] },
    mark: { type: 'rule', color: faint, strokeDash: [2, 3] },
    encoding: { x: ageAxis(lastAge) },
  };
}

function lastAgeOf({ settings }: Analysis): number {
  const lasts = settings.flatMap(({ byLevel }) =>
    byLevel.flatMap((level: LevelAnalysis) => level.survival.map(({ ages }) => ages[ages.length - 1] ?? 0)),
  );
  return Math.max(0, ...lasts);
}
