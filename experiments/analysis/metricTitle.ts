const titles: Readonly<Record<string, string>> = {
  networkQuality: 'network quality',
  wrongEvictions: 'wrong evictions',
  wronglyEvictedNewcomers: 'newcomers wrongly evicted',
  wronglyEvictedIncumbents: 'incumbents wrongly evicted',
  deterred: 'deterred',
  cabalPay: 'the cabal’s pay',
};

/** The name of a metric in the words of a sentence; its own name if it has none. */
export const metricTitle = (name: string): string => titles[name] ?? name;

/** The same at the start of a line. */
export function metricHeading(name: string): string {
  const title = titles[name];
  return title === undefined ? name : title[0].toUpperCase() + title.slice(1);
}
