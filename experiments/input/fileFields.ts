import { z } from 'zod';

/** A value of a setting as files write it. */
export const settingValue = z.union([z.number(), z.string(), z.boolean()]);

/** A name that becomes part of a folder's. */
export const folderName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'use 1 … 60 small letters, digits and hyphens');

/** Files of one's own definitions, their paths relative to the file that names them, and the longest turn of an agent of them. */
export const ownFields = {
  with: z.array(z.string().min(1)).min(1).optional(),
  turnLimitMs: z.number().min(1).max(3_600_000).optional(),
} as const;
