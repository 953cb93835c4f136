/** What a page says of itself: its title, and the first sentence of its answer. */
export interface Said {
  readonly title: string;
  readonly line: string;
}

/** Longest line that the index shows of an answer, in characters. */
const longest = 220;

/**
 * Title and answer of a built page: the paragraph marked as its answer, or its first lead; where it has neither, its first paragraph, and
 * at last its title.
 */
export function saidOf(page: string): Said {
  const title = textOf(page.match(/<h1[^>]*>([\s\S]*?)<\/h1>/)?.[1] ?? '');
  const body = page.slice(page.indexOf('</h1>'));
  const answer =
    body.match(/<p class="(?:answer|first)">([\s\S]*?)<\/p>/) ??
    body.match(/<p(?: class="[\w -]*")?>([\s\S]*?)<\/p>/);
  const line = shortened(textOf(answer?.[1] ?? ''));
  return { title, line: line === '' ? title : line };
}

/** A text of HTML without its tags, on one line. */
export const textOf = (markup: string): string =>
  markup
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', '’')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** As many whole sentences as fit, or the words that do. */
export function shortened(text: string): string {
  if (text.length <= longest) return text;
  const start = text.slice(0, longest);
  const end = Math.max(...[...start.matchAll(/[.?!](?= [A-Z])/g)].map(({ index }) => index + 1), 0);
  return end > 60 ? start.slice(0, end) : `${start.slice(0, start.lastIndexOf(' '))} …`;
}
