/** What a page carries as gzip in base64. Rejects where it cannot be unpacked. */
export function unzipped(zipped: string): Promise<Blob> {
  const stream = new Blob([bytesOf(zipped)]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).blob();
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const letters = atob(base64);
  const bytes = new Uint8Array(letters.length);
  for (let k = 0; k < bytes.length; k++) bytes[k] = letters.charCodeAt(k);
  return bytes;
}
