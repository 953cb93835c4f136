import type { Document, Figure } from '../../../report/document.ts';
import type { Proposal } from '../propose.ts';
import { againSection } from './again.ts';
import { answerSection } from './answer.ts';
import { carrySection, watchSection } from './carry.ts';
import { boundsSection, mindSection } from './doubt.ts';
import { effectsSection } from './effects.ts';
import { pastSection } from './past.ts';
import { plainLevel } from './words.ts';
import { worthSection } from './worth.ts';

/** The page of a proposal: what to do, what it does, who can do it and how, when to roll back, and how to check all of it. */
export function composeProposal(proposal: Proposal, figures: readonly Figure[]): Document {
  const { study, row, terms, candidate, decision } = proposal;
  const isChange = decision.verdict === 'change';
  const past = pastSection(proposal);
  return {
    title: isChange
      ? `Proposal: ${row.name} ${plainLevel(terms.statusQuo, row)} → ${plainLevel(candidate.level, row)} under ${study.ruleset}`
      : `Proposal: leave ${row.name} at ${plainLevel(terms.statusQuo, row)} under ${study.ruleset}`,
    sections: [
      answerSection(proposal),
      worthSection(proposal),
      effectsSection(proposal, figures),
      carrySection(proposal),
      watchSection(proposal),
      mindSection(proposal),
      ...(past === null ? [] : [past]),
      boundsSection(proposal),
      againSection(proposal),
    ],
  };
}
