import { readFileSync } from 'node:fs';
import asc from 'assemblyscript/asc';
import type { KernelModule } from './modules.ts';

const options = ['--optimizeLevel', '3', '--converge', '--noAssert', '--runtime', 'stub', '--enable', 'simd'];
const memory = ['--importMemory', '--noExportMemory'];
const sharedMemory = ['--enable', 'threads', '--sharedMemory', '--maximumMemory', '65536'];

/** Compiles a kernel and returns the text of its committed file. Throws with the compiler's words if it cannot. */
export async function compileModule({ source, shared }: KernelModule): Promise<string> {
  let wasm: Uint8Array | null = null;
  const { error, stderr } = await asc.main(
    [source, '--outFile', 'kernel.wasm', ...options, ...memory, ...(shared ? sharedMemory : [])],
    {
      readFile: readOrNull,
      writeFile: (_, contents) => {
        if (typeof contents !== 'string') wasm = contents;
      },
      listFiles: () => [],
    },
  );
  if (error !== null || wasm === null) throw new Error(`${source} does not compile:\n${stderr.toString()}`);
  return [
    `/** ${source} compiled: \`npm run remake kernel\` writes this file, and a test compares its bytes. */`,
    `export const wasm =`,
    `  '${Buffer.from(wasm).toString('base64')}';`,
    '',
  ].join('\n');
}

const root = new URL('../../../', import.meta.url);

function readOrNull(path: string): string | null {
  try {
    return readFileSync(new URL(path, root), 'utf8');
  } catch {
    return null;
  }
}
