import { unzipped } from '../../panel/unzipped.ts';
import { element } from '../../panel/view/element.ts';
import { csvOf } from '../charts/csvOf.ts';
import type { FigureFacts } from '../figureFacts.ts';
import { save, savePicture } from './save.ts';
import { startTips } from './tips.ts';

let facts: Promise<FigureFacts> | null = null;

/** What the page knows of its figures, unpacked when a reader first asks. */
function factsOf(): Promise<FigureFacts> {
  facts ??= unzipped(document.getElementById('page-figures')?.textContent ?? '')
    .then((text) => text.text())
    .then(JSON.parse);
  return facts;
}

/** Tooltips and downloads for every figure of the page. */
export function startFigures(): void {
  for (const figure of document.querySelectorAll<HTMLElement>('figure[id^="figure-"]')) {
    const name = figure.id.slice('figure-'.length);
    const plot = figure.querySelector<HTMLElement>('.plot');
    if (plot === null) continue;
    figure.append(toolbar(plot, name));
    if (typeof DecompressionStream !== 'undefined')
      startTips(plot, async (form) => (await factsOf())[name]?.tips[form] ?? []);
  }
}

/** Downloads: what needs no unpacking works in every browser. */
function toolbar(plot: HTMLElement, name: string): HTMLElement {
  const bar = element('p', { class: 'downloads' }, 'Download: ');
  const offer = (label: string, act: () => void | Promise<void>) => {
    const button = element(
      'button',
      { type: 'button', class: 'tool', 'aria-label': `Download ${name} as ${label}` },
      label,
    );
    button.addEventListener('click', () => {
      Promise.resolve(act()).catch((error: unknown) => {
        bar.append(` ${label} failed: ${error instanceof Error ? error.message : String(error)}`);
      });
    });
    bar.append(button);
  };
  const svg = () => {
    const shown = plot.querySelector('.broad svg');
    return shown === null ? '' : new XMLSerializer().serializeToString(shown);
  };
  offer('SVG', () => save(`${name}.svg`, 'image/svg+xml', svg()));
  offer('PNG', () => savePicture(`${name}.png`, svg()));
  if (typeof DecompressionStream === 'undefined') return bar;
  offer('CSV', async () => save(`${name}.csv`, 'text/csv', csvOf((await factsOf())[name].spec)));
  offer('Vega-Lite', async () =>
    save(`${name}.vl.json`, 'application/json', `${JSON.stringify((await factsOf())[name].spec, null, 2)}\n`),
  );
  return bar;
}
