import { writeFileSync } from 'node:fs';
import { readmePicture, readmePicturePath } from './readmePicture.ts';

/** `npm run remake picture`: draws the picture of the README again. */
writeFileSync(new URL(`../../${readmePicturePath}`, import.meta.url), await readmePicture());
