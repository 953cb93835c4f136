/** How deep values of a JSON text may lie in each other: what recorded files have is below ten, and each level of recursion takes stack. */
export const deepestJson = 64;

/** Whether a JSON text opens more lists and records within each other than may be; brackets within texts do not count. */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at);
    if (letter === quote) at = endOfText(text, at);
    else if (letter === openList || letter === openRecord) {
      depth += 1;
      if (depth > deepestJson) return true;
    } else if (letter === closeList || letter === closeRecord) depth -= 1;
  }
  return false;
}

const [quote, backslash, openList, closeList, openRecord, closeRecord] = [...'"\\[]{}'].map((letter) =>
  letter.charCodeAt(0),
);

/** Place of the quotation mark that closes the one at `from`, or of the text's end. */
function endOfText(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text.charCodeAt(at) !== quote) at += text.charCodeAt(at) === backslash ? 2 : 1;
  return at;
}
