import { observationsOf } from '../../analysis/antithetic/observations.ts';
import { leaderOf, leaderWords } from '../../analysis/leader.ts';
import { conditionLeader, conditionLeaderWords } from '../../analysis/models/conditionLeader.ts';
import { modelRowsOf } from '../../plan/modelRows.ts';
import type { ModelStudy } from '../../plan/modelStudy.ts';
import { rowsOf } from '../../plan/rows.ts';
import type { Study } from '../../plan/study.ts';
import { judgeOf } from '../../report/judgedResults.ts';
import type { Onlooker } from '../../sweep/atTerminal.ts';
import { Drawer } from './drawer.ts';
import { RunningPage } from './runningPage.ts';

/** Who looks on while a sweep runs: tells what leads so far, and keeps the page of its folder current. */
export async function watchSweep(study: Study, folder: string, workers: number): Promise<Onlooker> {
  const judge = await judgeOf(study);
  const page = watchFolder(study.question, folder, workers);
  return {
    best(rows) {
      const leader = leaderOf(study, observationsOf(study, judge(rowsOf(rows.values()))));
      return leader === null ? '' : leaderWords(study, leader);
    },
    see: (run) => page.see(run),
    end: (run, isStopped) => page.end(run, isStopped),
  };
}

/** The same of a study of a model. */
export function watchModelSweep(study: ModelStudy, folder: string, workers: number): Onlooker {
  const page = watchFolder(study.question, folder, workers);
  return {
    best(rows) {
      const leader = conditionLeader(study, modelRowsOf(rows.values()).rows);
      return leader === null ? '' : conditionLeaderWords(study, leader);
    },
    see: (run) => page.see(run),
    end: (run, isStopped) => page.end(run, isStopped),
  };
}

/** Keeps the page of a running folder current, whatever its trials are. */
export function watchFolder(question: string, folder: string, workers: number): RunningPage {
  const drawer = new Drawer(folder);
  return new RunningPage({
    folder,
    question,
    workers,
    now: () => performance.now(),
    today: () => new Date(),
    draw: (limit) => drawer.draw(limit),
    close: () => drawer.close(),
  });
}
