/** What the charts and the checks share. */
export interface BurnFindings {
  /** [range] excess of block sizes, %, and the Lyapunov exponent, by the range of valuations. */
  readonly eip: readonly {
    readonly range: number;
    readonly linear: number;
    readonly exponential: number;
    readonly lyapunov: number;
  }[];
  /** Sizes of blocks over the target in the long run, by the range. */
  readonly sizes: readonly { readonly range: number; readonly size: number }[];
  /** [stale] by the age of buyers’ news over halfLife / elasticity. */
  readonly burn: readonly { readonly stale: number; readonly lyapunov: number; readonly excess: number }[];
  /** [half-life] registrations a day: hidden target, and mean of the chain’s own price. */
  readonly flows: readonly { readonly halfLife: number; readonly target: number; readonly mean: number }[];
}
