/**
 * Compiles a committed module, given as base64 (`npm run remake kernel` writes it); null where this engine lacks
 * WebAssembly or its SIMD, so that the caller takes the readable text instead.
 */
export function compile(base64: string): WebAssembly.Module | null {
  if (typeof WebAssembly === 'undefined') return null;
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  return WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : null;
}
