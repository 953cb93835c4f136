/**
 * How sure the rule wants to be, one-sided. A yes must hold for all values of the knob together, because the best-looking of them is
 * chosen: a gain and a regret with 97.5 %, a guardrail with 99.5 %, since harm is what a network does not forgive. A no must hold for all
 * requirements of a value together, because one broken is enough. What the rule then does is counted in `results/reference/decision-rule/`.
 */
export const confidence = { gain: 0.975, regret: 0.975, guardrail: 0.995, no: 0.975 } as const;

/** What a comparison is for: the gain that is wanted, the loss a single scenario bears, or what nothing may break. */
export type Role = 'gain' | 'regret' | 'guardrail';
