import { join } from 'node:path';

/** Where a proposal keeps the trials on fresh seeds that confirm its choice: a results folder within the study's own. */
export const confirmationFolder = (folder: string): string => join(folder, 'confirmation');
