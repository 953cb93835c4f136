import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  confirmationFolder,
  confirmationFolders,
} from '../../../../experiments/methods/proposal/confirmationFolder.ts';

describe('the trials that confirm a proposal', () => {
  const folder = mkdtempSync(join(tmpdir(), 'confirmed-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('lie in the folder of the study, one for each setting, and are found there again', () => {
    expect(confirmationFolders(folder)).toEqual([]);
    const own = [confirmationFolder(folder), confirmationFolder(folder, 'kappa')];
    expect(own).toEqual([join(folder, 'confirmation'), join(folder, 'confirmation-kappa')]);
    for (const path of [...own, join(folder, 'beginning'), join(folder, 'confirmations')]) {
      mkdirSync(path);
      writeFileSync(join(path, 'study.json'), '{}');
    }
    // Begun, and without a plan yet.
    mkdirSync(confirmationFolder(folder, 'rho'));
    expect(confirmationFolders(folder)).toEqual(own);
  });
});
