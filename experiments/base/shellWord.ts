/** A word as a shell takes it: in quotes where it has anything but letters, digits and a few signs. */
export const shellWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
