import type { Block, Document, Figure, Table } from './document.ts';
import { safeLine, safeMarkdown } from './safeMarkdown.ts';

/** The report as Markdown, in the order of the page, with its figures linked as files of `figures/`. */
export function markdown({ title, answer, yardstick, picture, sections }: Document): string {
  const parts = [
    `# ${safeLine(title)}`,
    `**${safeLine(answer)}**`,
    ...(yardstick === undefined ? [] : [safeMarkdown(yardstick)]),
    ...(picture === null ? [] : [figureText(picture)]),
    ...sections.map(({ heading, blocks }) => `## ${heading}\n\n${blocks.map(blockText).join('\n\n')}`),
  ];
  return `${parts.join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return safeMarkdown(block.text);
    case 'list':
      return block.items.map((item) => `- ${safeMarkdown(item)}`).join('\n');
    case 'code':
      return `\`\`\`sh\n${block.text}\n\`\`\``;
    case 'table':
      return markdownTable(block);
    case 'figure':
      return figureText(block);
    case 'folded':
      return `### ${safeLine(block.summary)}\n\n${block.blocks.map(blockText).join('\n\n')}`;
  }
}

function figureText({ name, caption }: Figure): string {
  const words = safeLine(caption);
  return `![${words.replaceAll(/[[\]]/g, '')}](figures/${name}.svg)\n\n*${words}* ([spec](figures/${name}.vl.json))`;
}

export function markdownTable({ caption, columns, rows, marked = [] }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  const rule = columns.map(({ align }) => (align === 'right' ? '---:' : '---'));
  const body = rows.map((cells, row) =>
    line(marked.includes(row) ? [`**${cells[0]}**`, ...cells.slice(1)] : cells),
  );
  const head = line(columns.map(({ title }) => title));
  return [`${safeMarkdown(caption)}\n`, head, `| ${rule.join(' | ')} |`, ...body].join('\n');
}

const cell = (text: string): string => safeLine(text).replaceAll('|', '\\|');
