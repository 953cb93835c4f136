import { fileURLToPath } from 'node:url';
import { writeWhole } from '../run/system/writeWhole.ts';
import { readmePicture, readmePicturePath } from './readmePicture.ts';

/** `npm run remake picture`: draws the picture of the README again. */
writeWhole(fileURLToPath(new URL(`../../${readmePicturePath}`, import.meta.url)), await readmePicture());
