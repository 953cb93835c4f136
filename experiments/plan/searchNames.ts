/** The searches by name. `race` runs a fixed list of settings against each other; the others ask and are told. */
export const searchNames = ['gaussian', 'cma-es', 'nsga2', 'race', 'random'] as const;
export type SearchName = (typeof searchNames)[number];
