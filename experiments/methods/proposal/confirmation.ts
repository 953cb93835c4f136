import type { ProposalTerms } from '../../plan/proposalTerms.ts';
import type { Study } from '../../plan/study.ts';

/**
 * The study on fresh seeds that confirms a choice: status quo and candidate in every scenario, on the seeds that follow the study's own.
 * It follows only from the study's plan and its rows, so it is not chosen by hand.
 */
export function confirmationOf(study: Study, hash: string, terms: ProposalTerms, candidate: number): Study {
  const [{ name }, ...scenarios] = study.factors;
  const { proposal, ...plan } = study;
  const values = [terms.statusQuo, candidate].sort((one, other) => one - other);
  return {
    ...plan,
    name: `${study.name}-confirmation`,
    size: `${terms.confirmSeeds} seeds`,
    factors: [{ name, values }, ...scenarios],
    seeds: terms.confirmSeeds,
    firstSeed: (study.firstSeed ?? 1) + study.seeds,
    confirms: hash,
    arms: [],
    armSeeds: 0,
    armLevels: [],
    armSet: {},
  };
}
