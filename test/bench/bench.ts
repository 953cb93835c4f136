import { mkdirSync, writeFileSync } from 'node:fs';
import { benchConsensus, consensusText } from './consensusPart.ts';
import { benchPanel, panelText } from './panelPart.ts';
import { promisesText, scoringPromises, worldPromises } from './promises.ts';
import { benchReport, reportText } from './reportPart.ts';
import { benchScoring, scoringText } from './scoringPart.ts';
import { benchTables, tablesText } from './tablesPart.ts';
import { worldRows, worldsText } from './worldsPart.ts';

/**
 * `npm run bench` (`-- --json`, `-- consensus`, `-- scoring`, `-- worlds`, `-- report`, `-- panel`, `-- tables`): the speed of consensus, of
 * scoring, of whole worlds, of a page, of the panel in it and of tables, and whether scoring and worlds keep what is promised of them. Everything runs in a process
 * of its own; what matters are the ratios within one run, as milliseconds are a machine's.
 */
const known = ['consensus', 'scoring', 'worlds', 'report', 'panel', 'tables'] as const;
const asked = process.argv.slice(2).filter((word) => word !== '--json');
const wrong = asked.find((word) => !known.some((part) => part === word));
if (wrong !== undefined) {
  process.stderr.write(`there is no part ${wrong}; known: ${known.join(', ')}\n`);
  process.exit(2);
}
const wants = (part: (typeof known)[number]) => asked.length === 0 || asked.includes(part);
const consensus = wants('consensus') ? benchConsensus() : [];
const scoring = wants('scoring') ? [benchScoring()] : [];
const worlds = wants('worlds') ? worldRows() : [];
const report = wants('report') ? await benchReport() : [];
const panel = wants('panel') ? await benchPanel() : [];
const tables = wants('tables') ? benchTables() : [];
const promises = [...scoring.flatMap(scoringPromises), ...worldPromises(worlds)];

const results = new URL('../../results/bench/', import.meta.url);
mkdirSync(results, { recursive: true });
const keep = (name: string, rows: readonly unknown[]) => {
  if (rows.length > 0) writeFileSync(new URL(name, results), `${JSON.stringify(rows, null, 2)}\n`);
};
keep('consensus.json', consensus);
keep('scoring.json', scoring);
keep('worlds.json', worlds);
keep('report.json', report);
keep('panel.json', panel);
keep('tables.json', tables);
if (process.argv.includes('--json')) {
  console.log(JSON.stringify([...consensus, ...scoring, ...worlds, ...report, ...panel, ...tables], null, 2));
} else {
  const texts = [
    ...(consensus.length > 0 ? [consensusText(consensus)] : []),
    ...scoring.map(scoringText),
    ...(worlds.length > 0 ? [worldsText(worlds)] : []),
    ...(report.length > 0 ? [reportText(report)] : []),
    ...(panel.length > 0 ? [panelText(panel)] : []),
    ...(tables.length > 0 ? [tablesText(tables)] : []),
    ...(promises.length > 0 ? [promisesText(promises)] : []),
  ];
  console.log(texts.join('\n\n'));
}
if (promises.some(({ kept }) => !kept)) process.exitCode = 1;
