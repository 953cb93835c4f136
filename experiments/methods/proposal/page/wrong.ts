import { standingOf } from '../../../analysis/requirements/standing.ts';
import { type Block, list, type Section } from '../../../report/document.ts';
import type { Proposal } from '../propose.ts';
import { watchBlocks } from './carry.ts';
import { harmsOf } from './doubt.ts';

/** What could go wrong: which limits the value breaks or comes near, and how a network would see it. */
export function wrongSection(proposal: Proposal): Section {
  const { evidence } = proposal;
  const limits = evidence.judged.filter(({ role }) => role !== 'gain');
  const count = (standing: 'kept' | 'broken' | 'open') =>
    limits.filter((one) => standingOf(one) === standing).length;
  const head =
    limits.length === 0
      ? 'The plan protects nothing besides the gain.'
      : `Of ${limits.length} limits that the plan sets, one for each scenario and measure, ${count('kept')} are kept for certain, ${count('broken')} are broken for certain, and ${count('open')} are not decided.`;
  const blocks: Block[] = [list([head, ...harmsOf(proposal)]), ...watchBlocks(proposal)];
  return { id: 'wrong', heading: 'What could go wrong', blocks };
}
