import { unzipped } from '../../panel/unzipped.ts';
import { element } from '../../panel/view/element.ts';
import { lacking } from '../../panel/view/engine.ts';
import type { NotebookFacts } from '../facts.ts';
import { NotebookView } from './notebookView.ts';

/** Makes the cells of a page run: without what that takes, the page stays as it was built and says so. */
function start(bar: HTMLElement): void {
  const without = lacking();
  if (without !== null) {
    bar.textContent = `This browser has no ${without}, so cells do not run here. What they show is from the build.`;
    return;
  }
  const facts: NotebookFacts = JSON.parse(textOf('notebook-facts'));
  let engine: Promise<string> | null = null;
  const nodes = [...document.querySelectorAll<HTMLElement>('.cell')];
  const view = new NotebookView(
    facts,
    nodes,
    () => (engine ??= unzipped(textOf('notebook-engine')).then((script) => script.text())),
  );
  bar.replaceChildren(
    element('button', { type: 'button', class: 'cell-all', click: () => void view.start() }, 'Run all cells'),
    element(
      'span',
      {},
      'Change a number or a line, then press Run or Shift + Enter: the cells above run first. Everything runs in this page.',
    ),
  );
}

const textOf = (id: string): string => document.getElementById(id)?.textContent ?? '';

const bar = document.getElementById('notebook-bar');
if (bar !== null) start(bar);
