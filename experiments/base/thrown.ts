/** What was thrown, in words. */
export const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);

/** The code and path of an error of the operating system, such as `ENOENT`; nothing of any other. */
export function systemFault(thrown: unknown): { readonly code?: string; readonly path?: string } {
  if (!(thrown instanceof Error)) return {};
  return {
    ...('code' in thrown && typeof thrown.code === 'string' && { code: thrown.code }),
    ...('path' in thrown && typeof thrown.path === 'string' && { path: thrown.path }),
  };
}
