import { isPart, type Part, partOf, partsOf } from './part.ts';
import { textWidth } from './textWidth.ts';

/** Names beside lines that are longer than this have no room on a phone, px. */
const longest = 84;

/** A chart whose lines have long names, with numbers in their place; below its title each number has its name. */
export function withNumberedLines(plot: Part): Part {
  const layers = partsOf(plot.layer);
  const names = layers.flatMap((layer) => (isLineNames(layer) ? namesOf(layer) : []));
  if (names.every((name) => textWidth(name, 11.5, true) <= longest)) return plot;
  const numbers = new Map([...new Set(names)].map((name, k) => [name, String(k + 1)]));
  const legend = [...numbers].map(([name, number]) => `${number}: ${name}`);
  return {
    ...plot,
    title: withLines(plot.title, legend),
    layer: layers.map((layer) => (isLineNames(layer) ? numbered(layer, numbers) : layer)),
  };
}

/** Words to the right of a point: the name of the line that ends there. */
function isLineNames({ mark, data, encoding }: Part): boolean {
  const { type, align, dx } = partOf(mark);
  const isBeside = type === 'text' && align === 'left' && typeof dx === 'number';
  return isBeside && partsOf(partOf(data).values).length > 0 && partOf(partOf(encoding).y).field === 'place';
}

const textField = ({ encoding }: Part): string => String(partOf(partOf(encoding).text).field);

const namesOf = (layer: Part): string[] =>
  partsOf(partOf(layer.data).values).map((row) => String(row[textField(layer)]));

function numbered(layer: Part, numbers: ReadonlyMap<string, string>): Part {
  const field = textField(layer);
  const values = partsOf(partOf(layer.data).values).map((row) => ({
    ...row,
    number: numbers.get(String(row[field])),
  }));
  const encoding = { ...partOf(layer.encoding), text: { field: 'number' } };
  return { ...layer, data: { values }, encoding };
}

function withLines(title: unknown, lines: readonly string[]): Part {
  const { subtitle = [], ...rest } = isPart(title) ? title : { text: title ?? ' ' };
  // A title without a word is not drawn, nor are the lines below it.
  const text = rest.text === '' ? ' ' : rest.text;
  return {
    ...rest,
    text,
    subtitle: [subtitle, ...lines].flat().filter((line) => line !== '' && line !== ' '),
  };
}
