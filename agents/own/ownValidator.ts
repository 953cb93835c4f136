import { over } from '../../sim/copy.ts';
import type { ChainView } from '../../sim/roles.ts';
import type { Row } from '../../sim/row.ts';
import type { Block, Uid } from '../../sim/units.ts';
import type { ValidatorKind } from '../validators/kind.ts';
import { Validator } from '../validators/validator.ts';
import type { OwnAgent } from './agent.ts';
import type { OwnDefinitions, ValidatorBehaviour, ValidatorView, Weights } from './definition.ts';
import type { OwnSettings } from './setting.ts';
import { act, begin, faultOf, type Part, partsOf, sharedView, type Turns } from './troupe.ts';

type Acts = ValidatorBehaviour<unknown, OwnSettings>;

/** Uids of the miners of a definition. */
export type AlliesOf = (name: string) => readonly Uid[];

/** Validators of one's own as kinds of the cast, in the order of their definitions. */
export const ownKindsOf = (
  own: OwnDefinitions,
  values: Readonly<Record<string, Readonly<Record<string, number>>>>,
  turns: Turns,
  alliesOf: AlliesOf,
): ValidatorKind[] =>
  partsOf<Acts>(own, values, (definition) =>
    definition.kind === 'validator'
      ? definition
      : definition.kind === 'adversary'
        ? definition.validator
        : undefined,
  ).map((part) => over({ part, turns, alliesOf }, kindOver));

/** What a kind of one's own is made of. */
interface Company {
  readonly part: Part<Acts>;
  readonly turns: Turns;
  readonly alliesOf: AlliesOf;
}

function kindOver(company: Company): ValidatorKind {
  const { part, turns } = company;
  return {
    name: part.name,
    shareOf: () => part.settings.share,
    seat: (...place) => new OwnValidator(part, turns, company.alliesOf, place),
    isIdle: part.behaviour.asks !== true,
    ...(part.isAdverse && { favours: (uid: Uid) => company.alliesOf(part.name).includes(uid) }),
  };
}

/** A validator whose weights its definition chooses; the founders' weights are an honest validator's. */
class OwnValidator extends Validator {
  private readonly part: Part<Acts>;
  private readonly turns: Turns;
  private readonly alliesOf: AlliesOf;
  private agent: OwnAgent | null = null;
  /** [uid] its last answer; null: none yet. */
  private weights: Float64Array | null = null;

  constructor(
    part: Part<Acts>,
    turns: Turns,
    alliesOf: AlliesOf,
    place: ConstructorParameters<typeof Validator>,
  ) {
    super(...place);
    this.part = part;
    this.turns = turns;
    this.alliesOf = alliesOf;
  }

  override weigh(view: ChainView): Row | null {
    if (this.part.behaviour.asks === true) return super.weigh(view);
    this.nextBlock = view.block + this.settings.sweepBlocks;
    const row = this.decide(view);
    return view.network.validatorPermit[this.uid] ? row : null;
  }

  protected override decide(view: ChainView): Row | null {
    const { part, turns, uid, serial } = this;
    const shared = sharedView(part, serial, view);
    this.agent ??= begin(turns, part, shared, uid);
    const scores =
      part.behaviour.asks === true
        ? this.scores.slice(0, view.network.size)
        : new Float64Array(view.network.size);
    const seen: ValidatorView = { ...shared, uid, scores, allies: this.alliesOf(part.name) };
    const answer = act(turns, part, this.agent, seen, uid);
    if (answer === null) return null;
    this.weights = this.checked(answer, view.network.size, view.block);
    return this.row(view.network.size);
  }

  protected override opinions(size: number): Float64Array {
    return this.weights ?? super.opinions(size);
  }

  private checked(answer: Weights, size: number, block: Block): Float64Array {
    const weights = new Float64Array(size);
    const refuse = (reason: string) => faultOf(this.part, this.uid, block, reason);
    if (answer === undefined || typeof Object(answer)[Symbol.iterator] !== 'function')
      throw refuse('returned no weights: return pairs [uid, weight], or null for none');
    for (const pair of answer ?? []) {
      const [uid, weight] = pair;
      if (!(Number.isInteger(uid) && uid >= 0 && uid < size))
        throw refuse(`returned a weight for uid ${uid}, which does not exist; uids are 0 … ${size - 1}`);
      if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY))
        throw refuse(`returned a weight of ${weight} for uid ${uid}; a weight is 0 or more, and finite`);
      weights[uid] = weight;
    }
    return weights;
  }
}
