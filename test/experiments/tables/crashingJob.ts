import { UserError } from '../../../experiments/base/userError.ts';

/** A job that ends as it is told to. */
export async function work({ kind }: { readonly kind: string }): Promise<void> {
  if (kind === 'crash') process.kill(process.pid, 'SIGSEGV');
  if (kind === 'leave') process.exit(0);
  if (kind === 'user') throw new UserError('the input is wrong');
  if (kind === 'fault') throw new Error('the program is wrong');
  await new Promise((resolve) => setTimeout(resolve, 10_000));
}
