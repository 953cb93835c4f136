import { fileURLToPath } from 'node:url';
import { studyNames } from '../../studies/catalogue.ts';
import { dateOf, writeRoCrate } from '../../tables/roCrate.ts';

const folder = fileURLToPath(new URL('../../../results/reference/propose-kappa', import.meta.url));
const [day = '2026-11-30'] = process.argv.slice(2);
console.log(`Written: ${writeRoCrate(folder, folder, { named: studyNames, published: dateOf(day) })}`);
