import { unzipped } from '../unzipped.ts';

declare function importScripts(address: string): void;

/** Runs a script in this worker that came with the page as gzip in base64. Rejects where it cannot be unpacked, and with what it throws. */
export async function runScript(packed: string): Promise<void> {
  const address = URL.createObjectURL(await unzipped(packed, 'text/javascript'));
  try {
    importScripts(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}
