import { ownWords } from '../../agents/own/troupe.ts';
import { UserError } from '../base/userError.ts';
import { bundleOf, type OwnBundle } from '../input/own/bundle.ts';
import { definitionsOf } from '../input/own/definitions.ts';
import { type OwnFile, type OwnMark, usualTurnLimitMs } from '../plan/ownFiles.ts';
import type { OwnStaff } from './staff.ts';

/**
 * What the workers of a plan are given, so that agents of one's own act in its trials; nothing where its worlds have none. Compiled here,
 * once. Throws `UserError` for a file that is not there, changed since the plan was written, or defines nothing sound.
 */
export async function ownStaffOf(plan: unknown): Promise<{ readonly own?: OwnStaff }> {
  const { with: files = [], turnLimitMs = usualTurnLimitMs }: OwnMark<OwnFile> = Object(plan);
  if (files.length === 0) return {};
  const bundles = await Promise.all(files.map(unchanged));
  const { agents } = definitionsOf(bundles);
  const words = agents.map((agent) => ownWords(agent, -1));
  return { own: { supplies: bundles, words, turnLimitMilliseconds: turnLimitMs } };
}

/** A file as the plan has it. */
async function unchanged({ file, sha256 }: OwnFile): Promise<OwnBundle> {
  const bundle = await bundleOf(file, file);
  if (bundle.sha256 === sha256) return bundle;
  throw new UserError(
    `${file}, or a file that it imports, has changed since the plan was written: the plan has SHA-256 ${sha256}, now it is ` +
      `${bundle.sha256}. Bring the old text back, or start a study of its own with the new one`,
  );
}
