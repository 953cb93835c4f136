/** The label of a setting without the prefixes of its names: `alpha 0.05` for `validator.alpha 0.05`. */
export const shortLabel = (label: string): string => label.replaceAll(/\b[a-z]+\./gi, '');
