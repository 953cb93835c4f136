/** The address of the engine's script, which the page carries as gzip in base64. Rejects where it cannot be unpacked. */
export async function engineScript(packed: string): Promise<string> {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  const script = await new Response(stream).blob();
  return URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
}

/** What this browser lacks to run the engine, in words; null: nothing. */
export function lacking(): string | null {
  if (typeof Worker === 'undefined') return 'workers';
  if (typeof DecompressionStream === 'undefined') return 'DecompressionStream, which unpacks the engine';
  return null;
}
