import { hasFloat64Kernel } from '../../sim/kernel/float64/yumaArena.ts';

/** The notice where the kernels cannot run; null where they can. */
export const kernelNotice = (hasKernel = hasFloat64Kernel): string | null =>
  hasKernel
    ? null
    : 'this engine has no WebAssembly SIMD: consensus runs in its TypeScript twin, the same bytes several times slower';

/** Says so on the error stream, which no table or JSON shares. */
export function tellOfSlowTwin(): void {
  const notice = kernelNotice();
  if (notice !== null) process.stderr.write(`${notice}\n`);
}
