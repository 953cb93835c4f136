import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeWhole } from '../../run/system/writeWhole.ts';
import { figuresFile, firstEntries } from './firstEntries.ts';
import { ledgerFolder } from './ledger.ts';
import { priceFigures } from './priceFigures.ts';

/**
 * `npm run remake ledger`: computes the figures of the price of entry again, and writes the first entries of the ledger that
 * are not there. An entry that is there is never written again: it said what it said.
 */
const figures = priceFigures();
const file = fileURLToPath(new URL(`../../../${figuresFile}`, import.meta.url));
for (const folder of [dirname(file), ledgerFolder]) mkdirSync(folder, { recursive: true });
writeWhole(file, textOf(figures));
for (const [name, entry] of firstEntries(figures)) {
  const path = join(ledgerFolder, `${name}.json`);
  if (!existsSync(path)) writeWhole(path, textOf(entry));
}

function textOf(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
