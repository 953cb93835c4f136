/** Whether a text says how a whole is split: `even`, or whole shares joined by colons. */
export const isSplit = (text: string): boolean => text === 'even' || /^\d{1,5}(:\d{1,5})*$/.test(text);

/** The shares of a split as `isSplit` takes it, u16 of 65,535; null for equal parts. */
export const sharesOf = (split: string): readonly number[] | null =>
  split === 'even' ? null : split.split(':').map(Number);
