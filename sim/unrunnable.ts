/** Settings that are each allowed and together make a world that cannot run; the message says what to change. */
export class UnrunnableWorld extends Error {
  override readonly name = 'UnrunnableWorld';
}
