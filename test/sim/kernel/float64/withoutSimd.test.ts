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
  const { kernelNotice } = await import('../../../../experiments/sweep/kernelNotice.ts');
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

  it('worlds of every kind of ruleset come out the same to the byte with and without it', async () => {
    const rulesets = ['nakamoto-2022', 'finney-2023', 'liquid-2025', 'yuma3-2025', 'autumn-2026'] as const;
    const rows: string[][] = [];
    for (const webAssembly of [WebAssembly, undefined]) {
      vi.resetModules();
      vi.stubGlobal('WebAssembly', webAssembly);
      const { runTrial } = await import('../../../../experiments/plan/trial.ts');
      const plan = { scenario: 'synthetic', arithmetic: 'float64', set: {}, seed: 'twin' } as const;
      const days = { warmUpDays: 0.5, days: 0.5 };
      rows.push(rulesets.map((ruleset) => JSON.stringify(runTrial({ ...plan, ...days, ruleset }))));
      vi.unstubAllGlobals();
    }
    for (const k of rulesets.keys()) {
      expect(rows[0][k].length).toBeGreaterThan(500);
      expect(rows[1][k] === rows[0][k], rulesets[k]).toBe(true);
    }
  });

  it('here it can, and nothing is said', async () => {
    expect(await loadedWith(WebAssembly)).toEqual({ takesTwin: false, notice: null });
  });
});
