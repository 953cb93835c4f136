/**
 * Names of columns that need no quotes in SQL, R and Python: dots become underscores, and a name that is taken (whatever its case, as SQL
 * reads them) gets the prefix of its kind.
 */
export function columnNamer(taken: readonly string[]): (name: string, kind: string) => string {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  return (name, kind) => {
    let own = name.replaceAll('.', '_');
    while (used.has(own.toLowerCase())) own = `${kind}_${own}`;
    used.add(own.toLowerCase());
    return own;
  };
}
