import { type Block, list, paragraph } from './document.ts';

/** What is said of one setting; the first part speaks of all of them and has no label. */
export interface HeadlinePart {
  readonly label: string;
  readonly sentences: readonly string[];
}

/** Parts as lists, each under its setting. */
export const partBlocks = (parts: readonly HeadlinePart[]): Block[] =>
  parts
    .filter(({ sentences }) => sentences.length > 0)
    .flatMap(({ label, sentences }) =>
      label === '' ? [list(sentences)] : [paragraph(`At \`${label}\`:`), list(sentences)],
    );
