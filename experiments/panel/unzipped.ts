/** What a page carries as gzip in base64. Rejects where it cannot be unpacked. */
export async function unzipped(zipped: string, type = ''): Promise<Blob> {
  // Not by way of blobs and responses: a browser passes these between its processes, which takes a tenth of a second while a page loads.
  const { readable, writable } = new DecompressionStream('gzip');
  const writer = writable.getWriter();
  const written = writer.write(bytesOf(zipped)).then(() => writer.close());
  const [parts] = await Promise.all([partsOf(readable), written]);
  return new Blob(parts, { type });
}

async function partsOf<Part>(readable: ReadableStream<Part>): Promise<Part[]> {
  const reader = readable.getReader();
  const parts: Part[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return parts;
    parts.push(value);
  }
}

/** Browsers that have it decode twenty times faster than a loop that has not run before. */
declare global {
  interface Uint8ArrayConstructor {
    fromBase64?: (text: string) => Uint8Array<ArrayBuffer>;
  }
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  if (Uint8Array.fromBase64 !== undefined) return Uint8Array.fromBase64(base64);
  const letters = atob(base64);
  const bytes = new Uint8Array(letters.length);
  for (let k = 0; k < bytes.length; k++) bytes[k] = letters.charCodeAt(k);
  return bytes;
}
