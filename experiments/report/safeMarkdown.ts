/**
 * Markdown that brings nothing but text, emphasis, code and links to pages: what a study's author writes into its question becomes neither a
 * tag of HTML, nor a script behind a link, nor a heading. Code is left as it is, because nothing in it is read.
 */
export function safeMarkdown(text: string): string {
  let safe = '';
  let from = 0;
  for (const { 0: code, index } of text.matchAll(codeSpan)) {
    safe += safePart(text.slice(from, index)) + code;
    from = index + code.length;
  }
  return safe + safePart(text.slice(from));
}

/** Code within a line, as CommonMark has it: between two runs of as many backticks, the first without a backslash. */
const codeSpan = /(?<![`\\])(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g;

/** On one line, as a heading must be. */
export const safeLine = (text: string): string => safeMarkdown(text.replaceAll(/\s*[\r\n]\s*/g, ' '));

const safePart = (text: string): string =>
  text
    .replaceAll(/<(?=[a-z/!?])/gi, '&lt;')
    .replaceAll(/\]\(\s*(?!https?:|#|[./\w-]+(?:[)#?\s]|$))/gi, ']\\(')
    .replaceAll(/(^|[\r\n])(\s*)(#|>|[-=]{3,}|```|~~~)/g, '$1$2\\$3');
