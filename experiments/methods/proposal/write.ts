import { levelOf } from '../../analysis/requirements/levelCode.ts';
import { panelMaker } from '../../report/pagePanel.ts';
import { writePage } from '../../report/writePage.ts';
import { studyNames } from '../../studies/catalogue.ts';
import { composeProposal } from './page/compose.ts';
import type { Proposal } from './propose.ts';

/** How a proposal is written. */
export interface ProposalForm {
  /** With a live panel, which begins at the value that is proposed, or that comes nearest to it. */
  readonly isLive?: boolean;
}

/**
 * Writes `proposal.html`, `proposal.md` and its figures beside the trials: the same bytes for the same rows. Where the study asks about
 * several settings their names carry that of the setting.
 */
export async function writeProposal(
  proposal: Proposal,
  { isLive = false }: ProposalForm = {},
): Promise<{ readonly html: string; readonly md: string }> {
  const { folder } = proposal;
  // The drawing packages are large: loaded only where something is drawn.
  const [{ proposalFigures }, { writeFigure }] = await Promise.all([
    import('./page/charts.ts'),
    import('../../report/figureBlock.ts'),
  ]);
  const own = proposal.knob === null ? '' : `-${proposal.knob}`;
  const figures = (await proposalFigures(proposal)).map((figure) => ({
    ...figure,
    name: `${figure.name}${own}`,
  }));
  const document = composeProposal(proposal, figures);
  for (const figure of figures) writeFigure(folder, figure);
  const panel = isLive ? await livePanel(proposal) : undefined;
  return writePage(folder, { ...document, ...(panel !== undefined && { panel }) }, `proposal${own}`);
}

const livePanel = ({ folder, results, row, candidate }: Proposal) =>
  panelMaker(folder, studyNames, { [row.name]: levelOf(candidate.level, row) })(results);
