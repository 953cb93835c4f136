import { meanOfCondition } from '../../analysis/models/comparison.ts';
import type { ModelRow } from '../../plan/modelRows.ts';
import type { ModelStudy } from '../../plan/modelStudy.ts';
import type { Table } from '../../report/document.ts';
import { differenceText, none, number } from '../../statistics/format.ts';
import { controllers, lossBetween, pilotWorlds } from './gains.ts';

const right = 'right' as const;

/** Regret and gain of all that moves a setting, and of moving none, in every knob and shock. */
export function regretTable(rows: readonly ModelRow[], study: ModelStudy): Table {
  const worlds = pilotWorlds(study);
  const all = ['nothing', ...controllers];
  const [regrets, gains] = [worlds.length * all.length, worlds.length * controllers.length];
  return {
    kind: 'table',
    caption: `Served loss from the shock on, nats a day of clients: beside the best of three constants known with hindsight in the same world (regret), and what it is lower than under doing nothing (gain). Paired by seed; all regrets hold together at 95 %, and all gains.`,
    columns: [
      { title: 'knob; shock', shrinks: true },
      { title: 'controller' },
      { title: 'n', align: right },
      { title: 'regret', align: right },
      { title: 'gain', align: right },
      { title: 'moves a month', align: right },
      { title: 'calls in 100 days', align: right },
      { title: 'method' },
    ],
    rows: worlds.flatMap(({ attack, words }) =>
      all.map((name) => {
        const regret = lossBetween(rows, study, [name, 'oracle'], attack, regrets);
        const gain = name === 'nothing' ? null : lossBetween(rows, study, ['nothing', name], attack, gains);
        return [
          words,
          name,
          regret === null ? none : String(regret.n),
          differenceText(regret),
          differenceText(gain),
          meanText(rows, study, name, 'moves', attack),
          meanText(rows, study, name, 'calls', attack),
          regret?.method ?? none,
        ];
      }),
    ),
  };
}

/** What controllers gain where an assumption is wrong. */
export function assumptionTable(rows: readonly ModelRow[], study: ModelStudy): Table {
  const worlds = pilotWorlds(study).map(({ attack }) => attack);
  const changed = study.attacks.filter(({ name }) => !worlds.includes(name));
  const all = changed.length * (controllers.length + 1);
  return {
    kind: 'table',
    caption: `Where what is assumed is changed, without a shock: what each gains clients over doing nothing, nats of served loss (${study.attackSeeds} seeds, paired; all intervals hold together at 95 %).`,
    columns: [
      { title: 'what is changed', shrinks: true },
      { title: 'best constant', align: right },
      ...controllers.map((name) => ({ title: name, align: right })),
    ],
    rows: changed.map(({ name: attack, words }) => [
      words,
      ...['oracle', ...controllers].map((name) =>
        differenceText(lossBetween(rows, study, ['nothing', name], attack, all)),
      ),
    ]),
  };
}

/** In how many worlds without a shock each left its setting alone. */
export function nullTable(rows: readonly ModelRow[], study: ModelStudy): Table {
  const calm = pilotWorlds(study).filter(({ shock }) => shock === 'none');
  return {
    kind: 'table',
    caption:
      'Worlds without a shock, begun at settings that suit them: in how many the mean setting of the last quarter lies no further from the start than the noise of its controller allows, which was worked out before from other worlds.',
    columns: [
      { title: 'knob', shrinks: true },
      { title: 'controller' },
      { title: 'worlds', align: right },
      { title: 'left alone', align: right },
    ],
    rows: calm.flatMap(({ attack, words }) =>
      controllers.map((name) => {
        const kept = meanOfCondition(rows, study, name, 'kept', attack);
        return [words, name, ...keptCells(kept)];
      }),
    ),
  };
}

const keptCells = (kept: { readonly n: number; readonly mean: number } | null): string[] =>
  kept === null ? [none, none] : [String(kept.n), String(Math.round(kept.n * kept.mean))];

function meanText(
  rows: readonly ModelRow[],
  study: ModelStudy,
  condition: string,
  measure: string,
  attack: string | null,
): string {
  const mean = meanOfCondition(rows, study, condition, measure, attack);
  return mean === null ? none : number(mean.mean, 1);
}
