import { Marked, type Token } from 'marked';
import { escaped } from '../base/escaped.ts';
import { bundleBeside, bundleScripts } from '../panel/bundle.ts';
import { shell } from '../report/html.ts';
import type { NotebookFacts } from './facts.ts';
import type { Cell, Notebook, Part } from './notebook.ts';
import type { CellRun } from './runCells.ts';
import { shownHtml } from './shownHtml.ts';
import { notebookStyle } from './style.ts';

/** Sets Markdown; markup in it is shown, not obeyed. */
const setter = new Marked({ renderer: { html: ({ text }) => escaped(text) } });

/** A wide table scrolls by itself. */
const textHtml = (tokens: Token[]): string =>
  setter
    .parser(tokens)
    .replaceAll('<table>', '<div class="table" tabindex="0" role="region" aria-label="table"><table>')
    .replaceAll('</table>', '</table></div>');

/**
 * A notebook as one HTML file that asks for nothing: what its cells came to is in it, and its cells run again in a worker. The policy allows
 * one script, by its hash, workers from text of the page, and WebAssembly; no text is evaluated in the page.
 */
export async function pageOf(notebook: Notebook, run: CellRun): Promise<string> {
  const bundle = await bundleBeside(import.meta.url);
  const { title, lead, parts, cells } = notebook;
  const facts: NotebookFacts = { cells, data: run.data };
  const body = [
    `<p class="notebook-lead">${setter.parseInline(lead)}</p>`,
    '<div class="notebook-bar" id="notebook-bar">Cells run again in this page where JavaScript is on. What they show below is from the build.</div>',
    ...parts.map((part) => partHtml(part, cells, run)),
  ].join('\n');
  return shell({
    title,
    body,
    style: notebookStyle,
    policy: bundle.policy,
    scripts: bundleScripts('notebook', facts, bundle),
  });
}

function partHtml(part: Part, cells: readonly Cell[], { shown }: CellRun): string {
  if ('text' in part) return textHtml(part.text);
  const { cell } = part;
  const { kind, source } = cells[cell];
  const name = `Cell ${cell + 1}${kind === 'build' ? ': it ran when this page was built, and its results are in the page' : ''}`;
  return `<div class="cell" id="cell-${cell + 1}" data-kind="${kind}">
<p class="cell-name">${name}</p>
<pre class="cell-code"><code>${escaped(source)}</code></pre>
<div class="cell-shown">${shownHtml(shown[cell])}</div>
</div>`;
}

/** A page that lists the pages of notebooks beside it. */
export const indexPage = (listed: readonly Notebook[]): string =>
  shell({
    title: 'Notebooks',
    body: `<ol>${listed
      .map(
        ({ name, title, lead }) =>
          `<li><p><a href="${name}.html">${escaped(title)}</a><br>${setter.parseInline(lead)}</p></li>`,
      )
      .join('\n')}</ol>`,
  });
