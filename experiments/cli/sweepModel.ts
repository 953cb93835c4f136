import { duration } from '../base/duration.ts';
import { studyHash } from '../base/identity.ts';
import { UserError } from '../base/userError.ts';
import type { ModelStudy } from '../plan/modelStudy.ts';
import { faultOfModelShape, isModelStudy, isOfModel } from '../plan/modelStudyShape.ts';
import { readPlan } from '../run/resultsFolder.ts';
import { modelStudyNamed } from '../studies/modelStudies.ts';
import { atTerminal, closing, summaryOf } from '../sweep/atTerminal.ts';
import { shardWord } from '../sweep/shard/shard.ts';
import { failureTerms } from './failureOptions.ts';
import { onWorkers } from './queueOptions.ts';
import { shardLines, usualFolder } from './shardOptions.ts';
import type { SweepOptions } from './sweepOptions.ts';
import type { StudyOptions } from './sweepStudy.ts';
import { refuseFactorOptions } from './sweepStudy.ts';
import { print, printJson } from './verb.ts';

/** The study of a model that words name, or whose plan they are the path of; null: they ask for something else. */
export function modelStudyAsked(words: readonly string[], options: StudyOptions): ModelStudy | null {
  const [name] = words;
  const study =
    words.length > 1 ? null : /\.json$/i.test(name) ? written(name) : modelStudyNamed(name, options.size);
  if (study === null) return null;
  refuseFactorOptions(name, options);
  refuseNetworkOptions(name, options);
  return onSeeds(study, options);
}

function written(path: string): ModelStudy | null {
  const { plan } = readPlan(path);
  if (!isOfModel(plan)) return null;
  const fault = faultOfModelShape(plan);
  if (fault !== null || !isModelStudy(plan)) throw new UserError(`${path} cannot be run: ${fault}`);
  return plan;
}

/** Options that are about the days and agents of a network. */
function refuseNetworkOptions(study: string, options: StudyOptions): void {
  const { warmUp, precision, maxSeeds, antithetic, with: files } = options;
  const given = { 'warm-up': warmUp, precision, 'max-seeds': maxSeeds, antithetic, with: files };
  const name = Object.entries(given).find(([, value]) => value !== undefined)?.[0];
  if (name !== undefined)
    throw new UserError(
      `--${name} is for worlds of a network, and ${study} runs a model: leave it out (its seeds: --seeds, --first-seed)`,
    );
}

/** A study on another number of seeds, or on fresh ones; its attacks, which run on its first seeds, are left out then. */
function onSeeds(study: ModelStudy, { seeds = study.seeds, firstSeed = 1 }: StudyOptions): ModelStudy {
  const resized =
    seeds === study.seeds
      ? study
      : { ...study, seeds, size: `${seeds} seeds`, attackSeeds: Math.min(study.attackSeeds, seeds) };
  return firstSeed === 1 ? resized : { ...resized, firstSeed, attacks: [], attackSeeds: 0 };
}

/** Runs or resumes a study of a model, then writes its page; a shard says how it gets one. */
export async function sweepModel(study: ModelStudy, options: SweepOptions): Promise<void> {
  const { workers, shard, after, json } = options;
  if (after !== undefined)
    throw new UserError('--after takes pilots of a network, and a model has none: leave it out');
  const hash = studyHash(study);
  const folder = options.dir ?? usualFolder(study.name, hash, shard);
  const { checkModelStudy } = await import('../plan/checkModelStudy.ts');
  checkModelStudy(study);
  process.stderr.write(`decides: ${study.decides} ± ${study.margin}\n`);
  const [{ runModelStudy, replayModel }, onlooker] = await Promise.all([
    import('../sweep/runModelStudy.ts'),
    onlookerOf(study, folder, options),
  ]);
  const run = { folder, workers, ...failureTerms(options), ...(shard !== undefined && { shard }) };
  const asked = { hash, name: study.name, plan: study, replay: replayModel };
  const outcome = await onWorkers(options, asked, folder, (place) =>
    atTerminal(folder, (hooks) => runModelStudy(study, { ...run, ...hooks, ...place }), onlooker),
  );
  if (outcome.stopped) return;
  const time = `in ${duration(outcome.seconds)}`;
  const told = { folder, hash, seconds: outcome.seconds, ...summaryOf(outcome) };
  if (shard !== undefined) {
    if (json) printJson({ ...told, shard: shardWord(shard) });
    else print([closing(outcome, time, folder), ...shardLines(shard, folder)].join('\n'));
    return;
  }
  const { writeReportOf } = await import('../studies/reportOf.ts');
  const report = await writeReportOf(folder);
  if (json) printJson({ ...told, report: report.html });
  else print([report.text, '', closing(outcome, time, folder)].join('\n'));
}

/** Who tells what leads and keeps the page of the folder current while it runs; no one, of a shard. */
async function onlookerOf(study: ModelStudy, folder: string, { shard, workers }: SweepOptions) {
  if (shard !== undefined) return {};
  const { watchModelSweep } = await import('../studies/running/watchSweep.ts');
  return watchModelSweep(study, folder, workers);
}
