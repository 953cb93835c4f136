/** A trial that failed. */
interface Failed {
  readonly reason: string;
  /** The command that runs it alone. */
  readonly replay?: string | undefined;
  readonly id?: string;
}

/** Reasons that a page tells in full. */
const most = 12;

/** Why trials failed: each reason once, with how many had it and the command that runs the first of them again. */
export function failureWords(failed: readonly Failed[]): string[] {
  const byReason = new Map<string, Failed[]>();
  for (const trial of failed) byReason.set(trial.reason, [...(byReason.get(trial.reason) ?? []), trial]);
  const told = [...byReason].slice(0, most).map(([reason, trials]) => {
    const [{ id, replay }] = trials;
    const which = trials.length > 1 ? ` ${trials.length} trials` : id === undefined ? '' : ` \`${id}\``;
    const again = replay ? ` (run ${trials.length > 1 ? 'the first' : 'it'} again: \`${replay}\`)` : '';
    return `failed${which}: ${reason}${again}`;
  });
  const rest = byReason.size - told.length;
  return rest > 0 ? [...told, `${rest} more reasons are in the journal.`] : told;
}
