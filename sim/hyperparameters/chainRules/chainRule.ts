/** Whose call the chain takes: the owner of the subnet, or root (sudo, later the chain's governance). */
export type Caller = 'owner' | 'root';
export type ChainSetter = Caller | 'ownerOrRoot' | 'nobody';
/** Who sets a row; a validator decides what is no setting of the chain, a scenario what describes people. */
export type Setter = ChainSetter | 'validator' | 'scenario';

/** The chain's own types, whose ends hold where a call checks nothing more. */
export const typeRanges = {
  bool: null,
  choice: null,
  u8: [0, 255],
  u16: [0, 65_535],
  i16: [-32_768, 32_767],
  u32: [0, 4_294_967_295],
  /** As a number, 2^64 − 1 reads 2^64. */
  u64: [0, 2 ** 64],
  U64F64: [0, 2 ** 64],
} as const;
export type ChainType = keyof typeof typeRanges;

/** The smallest U64F64 above 0, for a limit that excludes 0; and the largest float64 below 1, for one that excludes 1. */
export const smallestFraction = 2 ** -64;
export const justBelowOne = 1 - 2 ** -53;

/** How often a caller may change a setting. */
export interface RateLimit {
  readonly once: number;
  readonly unit: 'tempos' | 'blocks';
}

/** A comparison with another setting that a call makes. */
export interface Beside {
  readonly is: 'below' | 'atMost' | 'above' | 'atLeast';
  readonly other: string;
}

/** What a version of the chain asks of a call that sets a hyperparameter. */
export interface ChainRule {
  readonly type: ChainType;
  readonly setter: ChainSetter;
  /** Ends that a call checks beyond the type, for both callers. */
  readonly least?: number;
  readonly most?: number;
  /** Narrower ends for the owner alone. */
  readonly owner?: { readonly least?: number; readonly most?: number };
  readonly beside?: readonly Beside[];
  /** A check that no setting decides, in words. */
  readonly also?: string;
  /** Of the owner's calls; root has no limit. */
  readonly rateLimit?: RateLimit;
  /** Whose calls are refused in the freeze window before an epoch. */
  readonly freezes?: readonly Caller[];
  /** Why nobody may set it. */
  readonly why?: string;
}
/** Rules of a version by the name of the setting. */
export type ChainRules = Readonly<Record<string, ChainRule>>;

/** The limits of the chain, for whoever may call. */
export interface ChainRange {
  readonly type: ChainType;
  /** Smallest and largest value the owner may set; absent if it may not, or if there is nothing to compare. */
  readonly owner?: readonly [number, number];
  readonly root?: readonly [number, number];
  readonly beside: readonly Beside[];
  readonly also: string | null;
}

/** Who may set a row under its ruleset. The fields behind the first are absent where the chain does not decide. */
export interface Permission {
  readonly setter: Setter;
  readonly chainRange?: ChainRange;
  /** Null: none. */
  readonly rateLimit?: RateLimit | null;
  /** Whose calls the freeze window refuses. */
  readonly freezes?: readonly Caller[];
  /** Why nobody may set it. */
  readonly whyNobody?: string;
}

type Checks = Omit<ChainRule, 'type' | 'setter'>;

/** A rule for calls that are never limited in time. */
export const by = (setter: ChainSetter, type: ChainType, checks: Checks = {}): ChainRule => ({
  type,
  setter,
  ...checks,
});

/** Part of the chain's code, or fixed at its start. */
export const nobody = (type: ChainType, why: string): ChainRule => ({ type, setter: 'nobody', why });

/** Callers that a rule admits. */
export function callersOf(setter: Setter): readonly Caller[] {
  if (setter === 'ownerOrRoot') return ['owner', 'root'];
  return setter === 'owner' || setter === 'root' ? [setter] : [];
}

/** What a rule grants, caller by caller. */
export function permissionOf(rule: ChainRule): Permission {
  const { type, setter, beside = [], also = null, rateLimit = null, freezes = [], why } = rule;
  const ends = callersOf(setter).flatMap((caller) => {
    const range = endsFor(rule, caller);
    return range === null ? [] : [[caller, range] as const];
  });
  return {
    setter,
    chainRange: { type, ...Object.fromEntries(ends), beside, also },
    rateLimit,
    freezes,
    ...(why !== undefined && { whyNobody: why }),
  };
}

function endsFor({ type, least, most, owner }: ChainRule, caller: Caller): readonly [number, number] | null {
  const ends = typeRanges[type];
  if (ends === null) return null;
  const own = caller === 'owner' ? owner : undefined;
  return [own?.least ?? least ?? ends[0], own?.most ?? most ?? ends[1]];
}
