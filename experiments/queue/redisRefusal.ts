import { UserError } from '../base/userError.ts';

/** What a Redis says that has no room or may not write, as a fault that its owner can mend; null: another fault. */
export function redisRefusal(error: unknown): UserError | null {
  if (!(error instanceof Error) || error.name !== 'ReplyError') return null;
  // A transaction names its commands' faults apart.
  const [first] = Object(error).previousErrors ?? [];
  if (first !== undefined) return redisRefusal(first);
  const [, what] =
    /^(?:ERR )?((?:OOM|MISCONF|READONLY|NOPERM|NOAUTH)\b.*?)(?: @user_script.*)?$/s.exec(error.message) ?? [];
  if (what === undefined) return null;
  return new UserError(
    `Redis refuses: ${what.trim()} (what is done is kept: give it room or the right, and run the same command again)`,
  );
}
