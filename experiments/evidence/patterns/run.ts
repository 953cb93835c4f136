import { fileURLToPath } from 'node:url';
import { writeWhole } from '../../run/system/writeWhole.ts';
import { fitAgain, fittedFile } from './fitted.ts';

/** `npm run remake fits`: fits the knobs of subnet 31 and of the churn of subnets again, and keeps them. */
const fitted = fitAgain(8, 3);
writeWhole(fileURLToPath(fittedFile), `${JSON.stringify(fitted, null, 1)}\n`);
console.log(JSON.stringify(fitted));
