import { mkdirSync, writeFileSync } from 'node:fs';
import { benchConsensus, consensusText } from './consensusPart.ts';
import { benchReport, reportText } from './reportPart.ts';
import { worldRows, worldsText } from './worldsPart.ts';

/**
 * `npm run bench` (`-- --json`, `-- consensus`, `-- worlds`, `-- report`): the speed of consensus, of whole worlds and of a page. Everything
 * runs in a process of its own; what matters are the ratios within one run, as milliseconds are a machine's.
 */
const known = ['consensus', 'worlds', 'report'] as const;
const asked = process.argv.slice(2).filter((word) => word !== '--json');
const wrong = asked.find((word) => !known.some((part) => part === word));
if (wrong !== undefined) {
  process.stderr.write(`there is no part ${wrong}; known: ${known.join(', ')}\n`);
  process.exit(2);
}
const wants = (part: (typeof known)[number]) => asked.length === 0 || asked.includes(part);
const consensus = wants('consensus') ? benchConsensus() : [];
const worlds = wants('worlds') ? worldRows() : [];
const report = wants('report') ? await benchReport() : [];

const results = new URL('../../results/bench/', import.meta.url);
mkdirSync(results, { recursive: true });
const keep = (name: string, rows: readonly unknown[]) => {
  if (rows.length > 0) writeFileSync(new URL(name, results), `${JSON.stringify(rows, null, 2)}\n`);
};
keep('consensus.json', consensus);
keep('worlds.json', worlds);
keep('report.json', report);
if (process.argv.includes('--json'))
  console.log(JSON.stringify([...consensus, ...worlds, ...report], null, 2));
else {
  const texts = [
    ...(consensus.length > 0 ? [consensusText(consensus)] : []),
    ...(worlds.length > 0 ? [worldsText(worlds)] : []),
    ...(report.length > 0 ? [reportText(report)] : []),
  ];
  console.log(texts.join('\n\n'));
}
