/** How a text begins that a spreadsheet takes for a formula. */
const formula = /^[=+@\t\r]|^-(?!\.?\d)/;

/** A text as a field of CSV (RFC 4180). One that a spreadsheet would run as a formula gets an apostrophe before it, which it hides. */
export function csvField(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
