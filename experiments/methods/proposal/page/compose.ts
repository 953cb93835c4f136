import { assumptions } from '../../../report/assumptions.ts';
import { type Document, type Figure, list, paragraph } from '../../../report/document.ts';
import { inOrder } from '../../../report/order.ts';
import { assumedSection } from '../../../report/sections/method.ts';
import type { Proposal } from '../propose.ts';
import { checkBlocks } from './again.ts';
import { doSection, verdictSentences, whomSection } from './answer.ts';
import { carrySection } from './carry.ts';
import { doubtBlocks } from './doubt.ts';
import { allEffectsSection, boundsWords, bringsSection } from './effects.ts';
import { pastSection } from './past.ts';
import { proposalAnswer, proposalYardstick } from './sentence.ts';
import { plainLevel } from './words.ts';
import { worthBlocks } from './worth.ts';
import { wrongSection } from './wrong.ts';

/**
 * The page of a proposal: what to do, for whom, what it brings, what could go wrong, who can do it where; then how sure that is, when it
 * does not hold, and how to check all of it.
 */
export function composeProposal(proposal: Proposal, figures: readonly Figure[]): Document {
  const { study, row, terms, candidate, decision } = proposal;
  const isChange = decision.verdict === 'change';
  const past = pastSection(proposal);
  const picture = pictureOf(figures);
  const yardstick = proposalYardstick(proposal);
  return {
    title: isChange
      ? `Proposal: ${row.name} ${plainLevel(terms.statusQuo, row)} → ${plainLevel(candidate.level, row)} under ${study.ruleset}`
      : `Proposal: leave ${row.name} at ${plainLevel(terms.statusQuo, row)} under ${study.ruleset}`,
    answer: proposalAnswer(proposal),
    ...(yardstick !== null && { yardstick }),
    picture,
    sections: [
      doSection(proposal),
      whomSection(proposal),
      bringsSection(proposal),
      wrongSection(proposal),
      carrySection(proposal),
      ...inOrder({
        sure: [list(verdictSentences(proposal)), paragraph(boundsWords(proposal)), ...worthBlocks(proposal)],
        limits: doubtBlocks(proposal),
        check: checkBlocks(proposal),
        more: [
          allEffectsSection(
            proposal,
            figures.filter((figure) => figure !== picture),
          ),
          ...(past === null ? [] : [past]),
          assumedSection(assumptions.map(({ id }) => id)),
        ],
      }),
    ],
  };
}

/** The gain of every candidate against the margin, else the first that was drawn. */
const pictureOf = (figures: readonly Figure[]): Figure | null =>
  figures.find(({ name }) => name.startsWith('gain-')) ?? figures[0] ?? null;
