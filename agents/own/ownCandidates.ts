import type { ChainView } from '../../sim/roles.ts';
import type { Blocks } from '../../sim/units.ts';
import type { Candidate } from '../candidate.ts';
import type { CandidateAnswer, CandidateDefinition, CandidateView, OwnDefinitions } from './definition.ts';
import { act, begin, faultOf, type Part, partOf, partsOf, sharedView, type Turns } from './troupe.ts';

/** What a candidate of one's own decides at a look. */
export interface OwnLook {
  readonly candidate: Candidate;
  readonly wantsIn: boolean;
  /** Blocks until it looks again; null: as all candidates do. */
  readonly waits: Blocks | null;
}

/** Candidates whose price and moment their definition chooses. */
export class OwnCandidates {
  private readonly parts: readonly Part<CandidateDefinition>[];
  private readonly turns: Turns;

  constructor(
    own: OwnDefinitions,
    values: Readonly<Record<string, Readonly<Record<string, number>>>>,
    turns: Turns,
  ) {
    this.parts = partsOf(own, values, (definition) =>
      definition.kind === 'candidate' ? definition : undefined,
    );
    this.turns = turns;
  }

  /** One look at a price, TAO; null where the candidate is not one of them, or registers in any case. */
  look(candidate: Candidate, price: number, view: ChainView): OwnLook | null {
    if (candidate.insistent) return null;
    const { serial, arrived, belief } = candidate;
    const part = partOf(this.parts, this.turns.seed, serial);
    if (part === null) return null;
    const shared = sharedView(part, serial, view);
    const agent = candidate.own ?? begin(this.turns, part, shared);
    const seen: CandidateView = { ...shared, price, belief, waited: view.block - arrived };
    const answer = act(this.turns, part, agent, seen);
    const fault = faultOfAnswer(answer);
    if (fault !== null) throw faultOf(part, -1, view.block, fault);
    return {
      candidate: { ...candidate, own: agent },
      wantsIn: answer.pays >= price,
      waits: answer.waits === undefined ? null : Math.ceil(answer.waits),
    };
  }
}

function faultOfAnswer(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null)
    return 'returned no answer: return { pays }, with waits or without';
  const { pays, waits }: Partial<CandidateAnswer> = answer;
  if (!(typeof pays === 'number' && pays >= 0)) return `returned pays ${pays}; it is TAO, 0 or more`;
  if (waits !== undefined && !(waits >= 1 && waits < Number.POSITIVE_INFINITY))
    return `returned waits ${waits}; it is blocks, 1 or more, and finite`;
  return null;
}
