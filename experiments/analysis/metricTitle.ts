import { metrics } from '../plan/measures.ts';
import { type OwnMark, ownMetrics } from '../plan/ownFiles.ts';

const titles = new Map(metrics.map(({ name, title }) => [name, title]));

/** The name of a metric in the words of a sentence; its own name if it has none. `own`: a plan whose files may define it. */
export const metricTitle = (name: string, own: OwnMark = {}): string => titleOf(name, own) ?? name;

const titleOf = (name: string, own: OwnMark): string | undefined =>
  titles.get(name) ?? ownMetrics(own).find((known) => known.name === name)?.title;

/** The same at the start of a line. */
export function metricHeading(name: string, own: OwnMark = {}): string {
  const title = titleOf(name, own);
  return title === undefined ? name : title[0].toUpperCase() + title.slice(1);
}
