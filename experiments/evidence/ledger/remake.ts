import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeWhole } from '../../run/system/writeWhole.ts';
import { emissionEntries, emissionFile } from './emission/emissionEntries.ts';
import { emissionFigures } from './emission/emissionFigures.ts';
import { figuresFile, firstEntries } from './firstEntries.ts';
import { ledgerFolder } from './ledger.ts';
import { priceFigures } from './priceFigures.ts';

/**
 * `npm run remake ledger`: computes the figures of the price of entry and of emission again, and writes the entries of the ledger that
 * are read from them and not there. An entry that is there is never written again: it said what it said.
 */
const root = new URL('../../../', import.meta.url);
const [prices, emission] = [priceFigures(), emissionFigures()];
for (const [file, figures] of [
  [figuresFile, prices],
  [emissionFile, emission],
] as const) {
  const path = fileURLToPath(new URL(file, root));
  mkdirSync(dirname(path), { recursive: true });
  writeWhole(path, textOf(figures));
}
mkdirSync(ledgerFolder, { recursive: true });
for (const [name, entry] of [...firstEntries(prices), ...emissionEntries(emission)]) {
  const path = join(ledgerFolder, `${name}.json`);
  if (!existsSync(path)) writeWhole(path, textOf(entry));
}

function textOf(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
