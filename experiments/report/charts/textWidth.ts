import * as vega from 'vega';

/** Widths of letters in hundredths of the font's size, after DejaVu Sans: the widest of the fonts that a page may fall back to. */
const widths: Readonly<Record<string, number>> = Object.fromEntries(
  Object.entries({
    28: "'ijl",
    30: 'IJ ,.·’',
    35: '/:;\\|f-',
    40: '()[]t!r"',
    51: '*_`–sz?',
    57: 'cLFkvxyκ',
    61: 'PTYaoe',
    63: 'ESbdghnpquσ$0123456789{}',
    68: 'KαAVBRXZC',
    74: 'UHN',
    78: 'DG◆&OQ',
    83: 'w#+<=>^~−×±≥≤✚',
    95: 'M○■%mW@',
  }).flatMap(([width, letters]) => [...letters].map((letter) => [letter, Number(width)])),
);

/** Width of a line of text, px, in a font of `fontSize` px. */
export function textWidth(text: string, fontSize: number, isBold = false): number {
  const hundredths = [...text].reduce((sum, letter) => sum + (widths[letter] ?? 64), 0);
  return (hundredths / 100) * fontSize * (isBold ? 1.13 : 1);
}

/** What Vega tells of a text when it asks for its width. */
interface TextItem {
  readonly fontSize?: number;
  readonly fontWeight?: number | string;
}

/** Vega's types leave out how it measures. */
const { textMetrics } = vega as unknown as {
  readonly textMetrics: { width: (item: TextItem, text: unknown) => number };
};

/** Vega without a canvas takes 0.8 of the font's size for every letter, and lays out charts that are half empty. */
export function measureLikeAPage(): void {
  textMetrics.width = ({ fontSize = 11, fontWeight = 'normal' }, text) =>
    textWidth(String(text), fontSize, fontWeight === 'bold' || Number(fontWeight) >= 600);
}
