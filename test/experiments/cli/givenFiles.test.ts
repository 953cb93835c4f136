import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { labHere } from './inProcess.ts';

const folder = mkdtempSync(join(tmpdir(), 'given-'));
afterAll(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, 'folder.json'));
mkdirSync(join(folder, 'folder.yaml'));

/** Words of a command, what its refusal names as wanted, and how one comes by it. */
const missing: readonly (readonly [string, string, string])[] = [
  ['import no.json', 'a dump', 'import --help'],
  ['calibrate no.json', 'a network file', 'yuma-lab import'],
  ['epoch no.json', 'a network file', 'yuma-lab import'],
  ['replay no.json', 'a network file', 'yuma-lab import'],
  ['simulate --scenario no.json', 'a network file', 'yuma-lab import'],
  ['simulate --scenario no.yaml', 'a scenario file', 'scenarios --example'],
  ['scenarios no.yaml', 'a scenario file', 'scenarios --example'],
  ['sweep immunityPeriod=1,2 --scenario no.yaml', 'a scenario file', 'scenarios --example'],
  ['sweep no.yaml', 'a study file', 'studies --example'],
  ['tune no.yaml', 'a study file', 'studies --example'],
  ['sensitivity no.yaml', 'a study file', 'studies --example'],
  ['sweep no.json', 'the plan of its study', 'name a folder that sweep has written'],
  ['propose no', 'does not exist', 'name a folder that sweep has written'],
  ['report no', 'does not exist', 'name a folder that sweep has written'],
  ['verify no', 'does not exist', 'name a folder that sweep has written'],
  ['conform no', 'no such file or folder', 'give vectors'],
  ['ledger seal no.json', 'a draft of a forecast', 'ledger --json'],
  ['simulate --with no.ts', 'does not exist', 'your own definitions'],
];
const folders: readonly (readonly [string, string, string])[] = [
  ['epoch folder.json', 'a network file', 'is a folder'],
  ['replay folder.json', 'a network file', 'is a folder'],
  ['calibrate folder.json', 'a network file', 'is a folder'],
  ['import folder.json', 'files', 'is a folder'],
  ['simulate --scenario folder.json', 'a network file', 'is a folder'],
  ['simulate --scenario folder.yaml', 'a scenario file', 'is a folder'],
  ['sweep folder.yaml', 'a study file', 'is a folder'],
];
/** Where nothing can be written, said before anything is computed. */
const unwritable: readonly (readonly [string, string, string])[] = [
  ['calibrate netuid31-2024-08 --out gone/my.yaml', '--out gone/my.yaml', 'mkdir -p gone'],
  ['import folder.json --out gone/my.json', '--out gone/my.json', 'mkdir -p gone'],
  ['simulate --days 30 --export-storage gone/s.json', '--export-storage gone/s.json', 'mkdir -p gone'],
  ['calibrate netuid31-2024-08 --out folder.yaml', '--out', 'received a folder'],
];

describe('a file that a person names', () => {
  it.each([...missing, ...folders, ...unwritable])(
    '%s ends with 2, and says what is wanted and how to come by it',
    async (words, wanted, remedy) => {
      const { status, stdout, stderr } = await labHere(
        words.split(' ').map((word) => (word.startsWith('folder.') ? join(folder, word) : word)),
      );
      const said = stdout + stderr;
      expect(status, said).toBe(2);
      expect(said).toContain(wanted);
      expect(said).toContain(remedy);
      expect(said).not.toMatch(/ENOENT|EISDIR|internal error/);
      expect(said.trim().split('\n')).toHaveLength(1);
    },
  );
});
