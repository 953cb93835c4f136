import { terminalWidth, textTable } from '../base/textTable.ts';
import type { Table } from './document.ts';
import type { HeadlinePart } from './headlinePart.ts';

/** What is said of a page: its answer, the sentences below it, and the table above them. */
interface Said {
  readonly answer: string;
  readonly sure: readonly string[];
  readonly summary: Table;
}

/** What a terminal shows of a page: its answer, then sentences and the summary, and where the page is. */
export function pageText(
  question: string,
  lead: readonly HeadlinePart[],
  { answer, sure, summary }: Said,
  path: string,
): string {
  const width = terminalWidth();
  const plain = (text: string) => text.replaceAll(/[`*]/g, '');
  const first = lead.flatMap(({ label, sentences }) =>
    sentences.map((sentence) => (label === '' ? sentence : `${label} · ${sentence}`)),
  );
  const says = summary.columns.some(({ shrinks }) => shrinks !== undefined);
  const columns = says
    ? summary.columns
    : summary.columns.map((column, k) => ({ ...column, shrinks: k === 0 }));
  const table = textTable(
    columns,
    summary.rows.map((row) => row.map(plain)),
    width,
  );
  return [
    wrapped(plain(answer), Math.min(100, width)),
    '',
    question,
    '',
    ...first.map((line) => wrapped(plain(line), Math.min(100, width))),
    ...(first.length > 0 ? [''] : []),
    wrapped(plain(summary.caption), width),
    table,
    '',
    ...sure.map((line) => wrapped(plain(line), Math.min(100, width))),
    '',
    `Report: ${path}`,
  ].join('\n');
}

function wrapped(sentence: string, width: number): string {
  const lines = [''];
  for (const word of sentence.split(' ')) {
    const last = lines[lines.length - 1];
    if (last !== '' && last.length + 1 + word.length > width) lines.push(`  ${word}`);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.join('\n');
}
