import { labCommand } from '../../base/runnable.ts';
import { markdownTable } from '../../report/markdown.ts';
import { oneAtATimes } from '../assumptions.ts';
import { committed, type Kept } from './kept.ts';
import { notHalved } from './notHalved.ts';
import type { OneAtATime } from './oneAtATime.ts';
import { tablesOf } from './tables.ts';

const begin = '<!-- begin: npm run remake assumptions -->';
const end = '<!-- end: npm run remake assumptions -->';

/** The part of results/reference/assumptions/README.md that is computed: every knob halved and doubled, from the committed measures. */
export function halvedSection(): string {
  const parts = oneAtATimes.map((oneAtATime) => {
    const kept = committed(oneAtATime);
    return kept === null ? `### ${oneAtATime.question}\n\nNot measured yet.` : partOf(oneAtATime, kept);
  });
  const left = Object.entries(notHalved).map(([knob, why]) => `- \`${knob}\`: ${why}`);
  return [...parts, '### Not halved', left.join('\n')].join('\n\n');
}

function partOf(oneAtATime: OneAtATime, kept: Kept): string {
  const { name, scenario, ruleset, set, warmUpDays, days, question } = oneAtATime;
  const settings = Object.entries(set).map(([key, value]) => `\`${key}=${value}\``);
  const world = [
    `\`${scenario}\` under \`${ruleset}\`${settings.length > 0 ? ` with ${settings.join(' ')}` : ''}`,
    `${kept.seeds.length} paired seeds`,
    `${warmUpDays} ${warmUpDays === 1 ? 'day' : 'days'} to warm up and ${days} measured`,
    `${kept.trials} trials${kept.failed > 0 ? `, of which ${kept.failed} failed` : ''}`,
    `rows SHA-256 ${kept.rowsHash.slice(0, 16)}…`,
    `\`${labCommand} sweep ${name}\``,
  ].join('; ');
  const tables = tablesOf(oneAtATime, kept).map((table) =>
    markdownTable({ ...table, caption: `**${table.caption}**` }),
  );
  return [`### ${question}`, `${world}.`, ...tables].join('\n\n');
}

/** The page with its computed part written again. Throws `RangeError` where the marks of that part are missing. */
export function withSection(page: string, section: string): string {
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new RangeError(`the page has no part between ${begin} and ${end}`);
  return `${before}${begin}\n\n${section}\n\n${end}${after}`;
}
