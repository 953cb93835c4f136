import { writeFileSync } from 'node:fs';
import { fitAgain, fittedFile } from './fitted.ts';

/** `npm run remake fits`: fits the knobs of subnet 31 and of the churn of subnets again, and keeps them. */
const fitted = fitAgain(8, 3);
writeFileSync(fittedFile, `${JSON.stringify(fitted, null, 1)}\n`);
console.log(JSON.stringify(fitted));
