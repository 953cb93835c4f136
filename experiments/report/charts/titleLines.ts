import { isPart, type Part } from './part.ts';
import { textWidth } from './textWidth.ts';

/** What the theme leaves free at the left and the right of a chart, px. */
const padding = 14;

/** A title in lines that fit. */
export function headed(part: Part, width: number): Part {
  const { title } = part;
  if (title === undefined || title === null) return part;
  const { text, subtitle, ...rest } = isPart(title) ? title : { text: title };
  const lines = (words: unknown, size: number): unknown => {
    const all = (Array.isArray(words) ? words : [words]).flatMap((line) =>
      wrapped(String(line), width - padding, size),
    );
    return all.length === 1 ? all[0] : all;
  };
  const size = typeof rest.fontSize === 'number' ? rest.fontSize : 14;
  const below = subtitle === undefined ? {} : { subtitle: lines(subtitle, 11.5) };
  return { ...part, title: { ...rest, text: lines(text, size * 1.13), ...below } };
}

/** Lines of at most `width` px in a font of `size` px, broken between words. */
export function wrapped(text: string, width: number, size: number): string[] {
  // A title of a blank alone holds the place for what is below it.
  if (text.trim() === '') return [text];
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1];
    if (last === '') lines[lines.length - 1] = word;
    else if (textWidth(`${last} ${word}`, size) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
