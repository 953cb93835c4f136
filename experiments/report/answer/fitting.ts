/** The most words that the answer of a page has. */
const mostWords = 35;

/** Words as a reader counts them: what stands between spaces. */
export const wordsIn = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;

/** The first of several ways to say an answer, the fullest first, that is short enough; else the last. */
export function fitting(...ways: readonly string[]): string {
  return ways.find((way) => wordsIn(way) <= mostWords) ?? ways[ways.length - 1];
}
