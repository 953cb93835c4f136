import { escaped } from '../base/escaped.ts';
import type { Block, Document, Figure, Section, Table } from './document.ts';
import { style } from './style.ts';

export { escaped };

/**
 * The report as one HTML file that asks for nothing: figures are inline SVG, styles are inline, and there is no link to another file. Its
 * only script is that of a panel, where it has one.
 */
export function html({ title, answer, picture, sections, panel }: Document): string {
  const body = [
    `<div class="lead"><p class="first">${inline(answer)}</p></div>`,
    ...(picture === null ? [] : [figureHtml(picture)]),
    ...(panel === undefined ? [] : [panel.section]),
    ...sections.map(sectionHtml),
  ];
  return shell({ ...panel, title, body: body.join('\n') });
}

/** A page without its frame: what is said, and where it has a script what that script needs. */
export interface Shell {
  readonly title: string;
  /** Markup below the title. */
  readonly body: string;
  readonly style?: string;
  /** What the content security policy must allow besides styles and images in the page. */
  readonly policy?: string;
  /** Data and scripts, for the end of the page. */
  readonly scripts?: string;
}

/** The frame of every page: its style, and a policy that lets it ask for nothing. */
export function shell({ title, body, style: own = '', policy, scripts }: Shell): string {
  const more = policy === undefined ? '' : `; ${policy}`;
  const end = scripts === undefined ? '' : `${scripts}\n`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:${more}">
<title>${escaped(title)}</title>
<style>${style}${own}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${body}
</main>
${end}</body>
</html>
`;
}

function sectionHtml({ id, heading, blocks }: Section): string {
  return `<section id="${escaped(id)}">\n<h2>${escaped(heading)}</h2>\n${blocksHtml(blocks)}\n</section>`;
}

/** Figures that follow each other share a grid. */
function blocksHtml(blocks: readonly Block[]): string {
  const parts: string[] = [];
  for (let first = 0; first < blocks.length; ) {
    let end = first;
    while (end < blocks.length && blocks[end].kind === 'figure') end++;
    if (end > first) {
      const figures = blocks.slice(first, end) as Figure[];
      parts.push(`<div class="figures">\n${figures.map(figureHtml).join('\n')}\n</div>`);
      first = end;
    } else parts.push(blockHtml(blocks[first++]));
  }
  return parts.join('\n');
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${inline(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${inline(item)}</li>`).join('')}</ul>`;
    case 'code':
      return `<pre><code>${escaped(block.text)}</code></pre>`;
    case 'table':
      return tableHtml(block);
    case 'figure':
      return figureHtml(block);
    case 'folded':
      return `<details><summary>${inline(block.summary)}</summary>\n${blocksHtml(block.blocks)}\n</details>`;
  }
}

function figureHtml({ name, caption, svg, isWide }: Figure): string {
  const label = escaped(caption.replaceAll(/[`*]/g, ''));
  // Ids of clip paths repeat from one figure to the next, each is rendered alone: they are set apart by name.
  const own = svg
    .replaceAll(/\bid="([^"]+)"/g, `id="${name}-$1"`)
    .replaceAll(/url\(#([^)]+)\)/g, `url(#${name}-$1)`)
    .replace('<svg ', `<svg role="img" aria-label="${label}" `);
  return (
    `<figure${isWide ? ' class="wide"' : ''} id="figure-${name}"><div class="plot">${own}</div>` +
    `<figcaption>${inline(caption)}</figcaption></figure>`
  );
}

function tableHtml({ caption, columns, rows, marked = [] }: Table): string {
  const side = (column: number) => (columns[column].align === 'right' ? ' class="number"' : '');
  const head = columns.map(({ title }, k) => `<th scope="col"${side(k)}>${inline(title)}</th>`).join('');
  const body = rows
    .map((cells, row) => {
      const tags = cells.map((cell, k) =>
        k === 0 ? head0(cell, side(k)) : `<td${side(k)}>${inline(cell)}</td>`,
      );
      return `<tr${marked.includes(row) ? ' class="marked"' : ''}>${tags.join('')}</tr>`;
    })
    .join('\n');
  return (
    `<p class="caption">${inline(caption)}</p>\n<div class="table"><table>\n` +
    `<thead><tr>${head}</tr></thead>\n<tbody>\n${body}\n</tbody></table></div>`
  );
}

const head0 = (cell: string, side: string): string => `<th scope="row"${side}>${inline(cell)}</th>`;

/** Escapes, then sets `code` and **strong**. */
export function inline(text: string): string {
  return escaped(text)
    .replaceAll(/`([^`]+)`/g, '<code>$1</code>')
    .replaceAll(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>');
}
