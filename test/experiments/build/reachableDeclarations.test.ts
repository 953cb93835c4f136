import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { reachableDeclarations } from '../../../experiments/build/package/reachableDeclarations.ts';

const folder = mkdtempSync(join(tmpdir(), 'declarations-'));
afterAll(() => rmSync(folder, { recursive: true }));

const written: Readonly<Record<string, string>> = {
  'index.d.ts': "export { a } from './rooms/a.ts';\nimport type { Data } from './data.json';\n",
  'rooms/a.d.ts': "import type { B } from './b.js';\nexport declare const a: import('../c.ts').C & B;\n",
  'rooms/b.d.ts': "export * from '../index.ts';\nimport 'elsewhere';\n",
  'c.d.ts': 'export interface C {}\n',
  'unread.d.ts': "export { a } from './rooms/a.ts';\n",
};

describe('the declarations in the package', () => {
  it('are all that a program can reach, by exports, types in place and circles, and no other', () => {
    mkdirSync(join(folder, 'rooms'));
    for (const [name, text] of Object.entries(written)) writeFileSync(join(folder, name), text);
    const found = [...reachableDeclarations([join(folder, 'index.d.ts')])].sort();
    expect(found).toEqual(
      ['c.d.ts', 'index.d.ts', 'rooms/a.d.ts', 'rooms/b.d.ts'].map((name) => join(folder, name)),
    );
  });
});
