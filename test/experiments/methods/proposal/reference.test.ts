import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { studyHash } from '../../../../experiments/base/identity.ts';
import { holds, verify } from '../../../../experiments/evidence/verify/verify.ts';
import { proposalFigures } from '../../../../experiments/methods/proposal/page/charts.ts';
import { composeProposal } from '../../../../experiments/methods/proposal/page/compose.ts';
import { propose } from '../../../../experiments/methods/proposal/propose.ts';
import { html } from '../../../../experiments/report/html.ts';
import { proposalStudies } from '../../../../experiments/studies/proposals.ts';
import { unpackedPage } from '../../report/samePage.ts';

/** As the pages name it: tests run at the root of the checkout. */
const folderOf = (name: string) => join('results', 'reference', name);
const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => statSync(join(folder, file)))
    .reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0);

describe.each(proposalStudies)('the committed proposal $name', (study) => {
  const folder = folderOf(study.name);

  // The whole: npm run -s lab -- verify results/reference/<name> --sample 1000000
  it('is verified: a trial of it, drawn by a key, comes out byte for byte', async () => {
    const verification = await verify(folder, { sample: 1, seed: 'ci', workers: 1 });
    expect(verification.differences).toEqual([]);
    expect(holds(verification) && verification.agreed === 1).toBe(true);
    expect(verification.planHash).toBe(studyHash(study));
  });

  it('is what propose writes of the committed rows, to the byte', async () => {
    const proposal = await propose(folder);
    expect(proposal.evidence.faults).toEqual([]);
    const page = html(composeProposal(proposal, await proposalFigures(proposal)));
    expect(unpackedPage(readFileSync(join(folder, 'proposal.html'), 'utf8'))).toBe(unpackedPage(page));
  });

  it('says below its answer whether that is much, by its own margin', () => {
    const text = readFileSync(join(folder, 'proposal.md'), 'utf8');
    const [{ margin }] = study.objectives;
    const much = text.split('\n').find((line) => line.startsWith('**Is that much?**'));
    expect(much).toContain(` below ${margin} `);
    expect(much).toMatch(/certainly (more|less)\.$|so it is undecided\.$/);
  });

  it('is small, says where history went, and whether the lab would have said the same', () => {
    expect(sizeOf(folder)).toBeLessThan(600_000);
    const text = readFileSync(join(folder, 'proposal.md'), 'utf8');
    expect(text).toMatch(
      /## Where history went\n[\s\S]*\*\*Would the lab have said the same\?\*\* (Yes|No|In|It)/,
    );
  });
});
