import { gzipSync } from 'node:zlib';
import { escaped } from '../base/escaped.ts';
import { theme } from './charts/theme.ts';
import type { Block, Document, Figure, Section, Table } from './document.ts';
import type { FigureFacts } from './figureFacts.ts';
import { pageScript } from './pageScript.ts';
import { style } from './style.ts';

export { escaped };

/**
 * The report as one HTML file that asks for nothing: the answer and its picture, contents, then the sections. Figures are inline SVG,
 * styles are inline, and its only scripts are its own, by their hashes; without them it is complete.
 */
export function html({ title, answer, yardstick, picture, sections, panel }: Document): string {
  const figures = figuresOf(picture, sections);
  const body = [
    `<p class="answer">${inline(answer)}</p>`,
    ...(yardstick === undefined ? [] : [`<p class="much">${inline(yardstick)}</p>`]),
    ...(picture === null ? [] : [figureHtml(picture, enlarged)]),
    contentsHtml(sections, panel?.section),
    ...(panel === undefined ? [] : [panel.section]),
    ...sections.map(sectionHtml),
  ];
  const facts = factsHtml(figures);
  const page = (before: readonly string[]) =>
    shell({
      title,
      body: body.join('\n'),
      style: `${panel?.style ?? ''}${figures.map(widthRule).join('')}${yardstick === undefined ? '' : muchStyle}`,
      ...(panel?.policy !== undefined && { policy: panel.policy }),
      ...(panel?.scripts !== undefined && { first: panel.scripts }),
      scripts: [...before, panel?.last ?? '', facts].filter((part) => part !== '').join('\n'),
    });
  const room = mostBytes - Buffer.byteLength(page([]));
  return page(fitting(panel?.settled ?? [], room));
}

/** The line below the answer, in the column of its words. */
const muchStyle =
  '.much{max-width:860px;margin:-8px 0 24px;padding-left:22px}@media (max-width:640px){.much{padding-left:18px}}\n';

/** Bytes that a page with a live panel may have. */
const mostBytes = 2_000_000;

/** As many of the first parts as there is room for. */
function fitting(parts: readonly string[], room: number): string[] {
  let length = 0;
  return parts.filter((part) => {
    length += part.length + 1;
    return length <= room;
  });
}

/** A page without its frame: what is said, and where it has a script of its own what that needs. */
export interface Shell {
  readonly title: string;
  /** Markup below the title. */
  readonly body: string;
  readonly style?: string;
  /** What the content security policy must allow besides the page's own: `script-src …; worker-src …`. */
  readonly policy?: string;
  /** Data and scripts that start before the page is laid out. */
  readonly first?: string;
  /** Data and scripts, for the end of the page. */
  readonly scripts?: string;
}

/** The frame of every page: its style, the script that all pages have, and a policy that lets it ask for nothing. */
export function shell({
  title,
  body,
  style: own = '',
  policy = 'script-src',
  first = '',
  scripts = '',
}: Shell): string {
  const { text, source } = pageScript();
  const more = policy.replace('script-src', `script-src ${source}`);
  const line = (part: string) => (part === '' ? '' : `${part}\n`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; ${more}">
<title>${escaped(title)}</title>
<style>${style}${own}</style>
${line(first)}</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${body}
</main>
${line(scripts)}<script>${text}</script>
</body>
</html>
`;
}

/** The figures of a page, each once. */
function figuresOf(picture: Figure | null, sections: readonly Section[]): Figure[] {
  const within = (blocks: readonly Block[]): Figure[] =>
    blocks.flatMap((block) =>
      block.kind === 'figure' ? [block] : block.kind === 'folded' ? within(block.blocks) : [],
    );
  const all = [...(picture === null ? [] : [picture]), ...sections.flatMap(({ blocks }) => within(blocks))];
  return [...new Map(all.map((figure) => [figure.name, figure])).values()];
}

/** A figure is shown as drawn for a wide column where there is room for it, else as drawn for a phone. */
const widthRule = ({ name, broad: { width } }: Figure): string =>
  `@container (min-width:${Math.ceil(width)}px){#figure-${name} .narrow{display:none}#figure-${name} .broad{display:block}}\n`;

/** Specifications and tooltips, packed: a reader who asks for them waits for a moment, the others carry little. */
function factsHtml(figures: readonly Figure[]): string {
  if (figures.length === 0) return '';
  const facts: FigureFacts = Object.fromEntries(
    figures.map(({ name, spec, broad, narrow }) => [
      name,
      { spec: { ...spec, config: theme }, tips: { broad: broad.tips, narrow: narrow.tips } },
    ]),
  );
  const packed = gzipSync(JSON.stringify(facts), { level: 9 }).toString('base64');
  return `<script type="text/plain" id="page-figures">${packed}</script>`;
}

function contentsHtml(sections: readonly Section[], panel: string | undefined): string {
  const [, id, heading] = /<section id="([^"]+)"[^>]*>\s*<h2>([^<]*)<\/h2>/.exec(panel ?? '') ?? [];
  const links = [
    ...(id === undefined ? [] : [`<li><a href="#${id}">${heading}</a></li>`]),
    ...sections.map((one) => `<li><a href="#${escaped(one.id)}">${escaped(one.heading)}</a></li>`),
  ];
  return `<nav class="contents" aria-label="Contents"><ol>${links.join('')}</ol></nav>`;
}

function sectionHtml({ id, heading, blocks, isFolded = false }: Section): string {
  const name = escaped(id);
  const content = blocksHtml(blocks);
  if (isFolded)
    return `<section id="${name}" class="fold"><details><summary><h2>${escaped(heading)}</h2></summary>\n${content}\n</details></section>`;
  const link = `<a class="anchor" href="#${name}" aria-label="Link to: ${escaped(heading)}">#</a>`;
  return `<section id="${name}">\n<h2>${escaped(heading)} ${link}</h2>\n${content}\n</section>`;
}

/** Figures that follow each other share a grid. */
function blocksHtml(blocks: readonly Block[]): string {
  const parts: string[] = [];
  for (let first = 0; first < blocks.length; ) {
    let end = first;
    while (end < blocks.length && blocks[end].kind === 'figure') end++;
    if (end > first) {
      const figures = blocks.slice(first, end).filter((block) => block.kind === 'figure');
      parts.push(`<div class="figures">\n${figures.map((figure) => figureHtml(figure)).join('\n')}\n</div>`);
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
      return `<pre tabindex="0"><code>${escaped(block.text)}</code></pre>`;
    case 'table':
      return tableHtml(block);
    case 'figure':
      return figureHtml(block);
    case 'folded':
      return `<details><summary>${inline(block.summary)}</summary>\n${blocksHtml(block.blocks)}\n</details>`;
  }
}

/** The picture of the answer is larger than the other charts. */
const enlarged = 1.35;

function figureHtml({ name, caption, broad, narrow, isWide }: Figure, scale = 1): string {
  const label = escaped(caption.replaceAll(/[`*]/g, ''));
  return (
    `<figure${isWide ? ' class="wide"' : ''} id="figure-${name}"><div class="plot" role="img" tabindex="0" aria-label="${label}">` +
    `<div class="broad"${scale === 1 ? '' : ` style="max-width:${Math.round(scale * broad.width)}px"`}>${setApart(broad.svg, name)}</div><div class="narrow">${setApart(narrow.svg, `${name}-narrow`)}</div></div>` +
    `<figcaption>${inline(caption)}</figcaption></figure>`
  );
}

/** Ids of clip paths repeat from one figure to the next, each is rendered alone: they are set apart by name. */
const setApart = (svg: string, name: string): string =>
  svg.replaceAll(/\bid="([^"]+)"/g, `id="${name}-$1"`).replaceAll(/url\(#([^)]+)\)/g, `url(#${name}-$1)`);

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
  const label = escaped(caption.replaceAll(/[`*]/g, '')) || 'table';
  return (
    `<p class="caption">${inline(caption)}</p>\n<div class="table" tabindex="0" role="region" aria-label="${label}"><table>\n` +
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
