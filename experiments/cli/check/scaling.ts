import { fileURLToPath } from 'node:url';
import { textTable } from '../../base/textTable.ts';
import { type ScalingCheck, scalingChecks } from '../../studies/scaling.ts';
import { print, printJson } from '../verb.ts';

const reference = (name: string): string =>
  fileURLToPath(new URL(`../../../results/reference/${name}`, import.meta.url));

/** `yuma-lab check scaling [small folder] [whole folder]`: holds the two sizes of the immunity study together; exit code 1 if they disagree. */
export function showScaling(
  small = reference('immunity-start-up-quick'),
  whole = reference('immunity-start-up-full'),
  json = false,
): void {
  const checks = scalingChecks(small, whole);
  if (json) printJson({ small, whole, checks });
  else print(textOf(small, whole, checks));
  if (checks.some(({ bestAgrees, opposed }) => !bestAgrees || opposed.length > 0)) process.exitCode = 1;
}

function textOf(small: string, whole: string, checks: readonly ScalingCheck[]): string {
  const right = (title: string) => ({ title, align: 'right' as const });
  const columns = [
    right('validator.alpha'),
    right('best, small'),
    right('best, whole'),
    { title: 'best level' },
    right('pairs'),
    { title: 'signs' },
  ];
  const table = textTable(
    columns,
    checks.map(({ alpha, bestSmall, bestWhole, bestAgrees, pairs, opposed }) => [
      String(alpha),
      String(bestSmall),
      String(bestWhole),
      bestAgrees ? 'same or neighbour' : 'APART',
      String(pairs),
      opposed.length === 0 ? 'all agree' : `OPPOSED: ${opposed.join('; ')}`,
    ]),
  );
  return `networkQuality in the small world and in the whole one (best level by mean; pairs of levels whose paired 95 % intervals leave out zero in both)\n  small: ${small}\n  whole: ${whole}\n\n${table}`;
}
