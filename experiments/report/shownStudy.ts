import type { Study } from '../plan/study.ts';

/** Puts a zero before a decimal point that has none. */
const withLeadingZeros = (text: string): string => text.replace(/(?<![\w.])\.(?=\d)/g, '0.');

/**
 * A study as pages show it: decimals in its question and labels have a leading zero. The plan itself stays as it was written, as its
 * hash names the results.
 */
export const shownStudy = (study: Study): Study => ({
  ...study,
  question: withLeadingZeros(study.question),
  statusQuo: study.statusQuo.map((mark) => ({ ...mark, label: withLeadingZeros(mark.label) })),
});
