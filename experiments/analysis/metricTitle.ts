import { metrics } from '../plan/measures.ts';

const titles = new Map(metrics.map(({ name, title }) => [name, title]));

/** The name of a metric in the words of a sentence; its own name if it has none. */
export const metricTitle = (name: string): string => titles.get(name) ?? name;

/** The same at the start of a line. */
export function metricHeading(name: string): string {
  const title = titles.get(name);
  return title === undefined ? name : title[0].toUpperCase() + title.slice(1);
}
