import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { html } from '../../report/html.ts';
import { markdown } from '../../report/markdown.ts';
import { composeProposal } from './page/compose.ts';
import type { Proposal } from './propose.ts';

/**
 * Writes `proposal.html`, `proposal.md` and its figures beside the trials: the same bytes for the same rows. Where the study asks about
 * several settings their names carry that of the setting.
 */
export async function writeProposal(
  proposal: Proposal,
): Promise<{ readonly html: string; readonly md: string }> {
  const { folder } = proposal;
  // The drawing packages are large: loaded only where something is drawn.
  const { proposalFigures } = await import('./page/charts.ts');
  const own = proposal.knob === null ? '' : `-${proposal.knob}`;
  const figures = (await proposalFigures(proposal)).map((figure) => ({
    ...figure,
    name: `${figure.name}${own}`,
  }));
  const document = composeProposal(proposal, figures);
  const paths = { html: join(folder, `proposal${own}.html`), md: join(folder, `proposal${own}.md`) };
  mkdirSync(join(folder, 'figures'), { recursive: true });
  for (const { name, svg, spec } of figures) {
    writeFileSync(join(folder, 'figures', `${name}.svg`), svg);
    writeFileSync(join(folder, 'figures', `${name}.vl.json`), spec);
  }
  writeFileSync(paths.html, html(document));
  writeFileSync(paths.md, markdown(document));
  return paths;
}
