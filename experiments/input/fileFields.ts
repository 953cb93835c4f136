import { z } from 'zod';

/** A value of a setting as files write it. */
export const settingValue = z.union([z.number(), z.string(), z.boolean()]);

/** A name that becomes part of a folder's. */
export const folderName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'use 1 … 60 small letters, digits and hyphens');
