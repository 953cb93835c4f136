import { afterEach, describe, expect, it, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** The modules as an engine loads them that lacks something of WebAssembly. */
async function loadedWith(webAssembly: unknown) {
  vi.resetModules();
  vi.stubGlobal('WebAssembly', webAssembly);
  const { yumaKernel } = await import('../../../../sim/kernel/float64/yumaKernel.ts');
  const { yumaPairs } = await import('../../../../sim/consensus/yuma.ts');
  const { kernelNotice } = await import('../../../../experiments/kernel/notice.ts');
  return { takesTwin: yumaKernel() === yumaPairs, notice: kernelNotice() };
}

describe('where the float64 kernel cannot run', () => {
  it.each([
    ['there is no WebAssembly', undefined],
    ['the module does not validate, as without SIMD', { validate: () => false }],
  ])('the twin does, and the command says so: %s', async (_, webAssembly) => {
    const { takesTwin, notice } = await loadedWith(webAssembly);
    expect(takesTwin).toBe(true);
    expect(notice).toMatch(/no WebAssembly SIMD.*twin/);
  });

  it('here it can, and nothing is said', async () => {
    expect(await loadedWith(WebAssembly)).toEqual({ takesTwin: false, notice: null });
  });
});
