import { over } from '../sim/copy.ts';
import type { FailureRole } from '../sim/roles.ts';

/** Several things that happen to miners, as one: each at its own blocks, in this order where blocks coincide. */
export const together = (roles: readonly FailureRole[]): FailureRole =>
  roles.length === 1 ? roles[0] : over({ roles }, togetherOver);

const togetherOver = ({ roles }: { readonly roles: readonly FailureRole[] }): FailureRole => ({
  get nextBlock() {
    return Math.min(...roles.map(({ nextBlock }) => nextBlock));
  },
  act: (block) => {
    for (const role of roles) if (role.nextBlock === block) role.act(block);
  },
});
