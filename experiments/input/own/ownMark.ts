import { rowsOf } from '../../../agents/own/setting.ts';
import { settledOf } from '../../../agents/own/settled.ts';
import type { Metric } from '../../../sim/metrics/metric.ts';
import { type OwnMark, usualTurnLimitMs } from '../../plan/ownFiles.ts';
import { bundleOf } from './bundle.ts';
import { definitionsOf } from './definitions.ts';

/**
 * What a plan says of files of one's own: their hashes, their settings and measures, and the limit of a turn. Nothing where no file is
 * named; one that is named twice counts once. Throws `UserError` for a file that cannot be used.
 */
export async function readOwnFiles(
  paths: readonly string[],
  turnLimitMs = usualTurnLimitMs,
): Promise<OwnMark> {
  if (paths.length === 0) return {};
  const all = await Promise.all(paths.map((path) => bundleOf(path)));
  const bundles = all.filter(({ file }, k) => all.findIndex((other) => other.file === file) === k);
  const { agents, measures } = definitionsOf(bundles);
  const files = bundles.map(({ file, sha256 }) => ({
    file,
    sha256,
    settings: agents.filter((one) => one.file === file).flatMap((one) => rowsOf(settledOf(one))),
    metrics: measures.filter((one) => one.file === file).map(({ measure }) => metricOf(measure)),
  }));
  return { with: files, turnLimitMs };
}

/** What a measure is, without how it is computed. */
const metricOf = ({ name, family, unit, better, definition, title }: Metric): Metric => ({
  name,
  family,
  unit,
  better,
  definition,
  ...(title !== undefined && { title }),
});
