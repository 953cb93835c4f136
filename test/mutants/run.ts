/**
 * `npm run mutants [part of a name] [--write] [--missing]` tries the listed wrong lines,
 * `npm run mutants -- --random 300 --seed 1 [--write] [--missing] [--survivors]` as many random changes of one token.
 */
await (process.argv.includes('--random') ? import('./random/run.ts') : import('./listed.ts'));
