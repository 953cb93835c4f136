/** Where the chain's own compiled code was timed, whole epoch on one core of another machine of this kind, ms. */
export const chainTimes: readonly {
  readonly size: number;
  readonly validators: number;
  readonly ms: number;
}[] = [
  { size: 256, validators: 64, ms: 1.7 },
  { size: 4096, validators: 64, ms: 37 },
  { size: 1024, validators: 1024, ms: 129 },
  { size: 4096, validators: 4096, ms: 1973 },
];

/** How a page names a family of networks. */
export const validatorsText = (validators: number | 'n'): string =>
  validators === 'n' ? 'all validators' : `${validators.toLocaleString('en')} validators`;
