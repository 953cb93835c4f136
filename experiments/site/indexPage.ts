import { createHash } from 'node:crypto';
import { escaped } from '../base/escaped.ts';
import { shell } from '../report/html.ts';
import { type Entry, kinds } from './entry.ts';
import { indexStyle, siteStyle } from './style.ts';

/** Hides entries that lack a word of the field. Without it the index is a plain list. */
const filterScript = `
const field = document.getElementById('find');
const told = document.getElementById('found');
const all = [...document.querySelectorAll('.entries li')];
const show = () => {
  const words = field.value.toLowerCase().split(/\\s+/).filter(Boolean);
  for (const one of all) one.hidden = !words.every((word) => one.dataset.words.includes(word));
  for (const part of document.querySelectorAll('main section')) part.hidden = part.querySelector('li:not([hidden])') === null;
  const shown = all.filter((one) => !one.hidden).length;
  told.textContent = words.length === 0 ? all.length + ' pages' : shown + ' of ' + all.length + ' pages';
};
field.addEventListener('input', show);
field.closest('.find').hidden = false;
show();
`;

/** The index of the site: every page with its kind, title and answer in a line, and a field that filters them. */
export function indexPage(entries: readonly Entry[]): string {
  const parts = Object.entries(kinds).flatMap(([kind, heading]) => {
    const own = entries.filter((entry) => entry.kind === kind);
    return own.length === 0 ? [] : [{ kind, heading, own }];
  });
  const body = [
    '<p>A laboratory for Bittensor’s incentive mechanism: what it found, how it found it, and how to ask it. Every page opens without a network.</p>',
    '<div class="find" hidden><label for="find">Find pages by their words</label><input id="find" type="search" autocomplete="off"><output id="found" for="find" aria-live="polite"></output></div>',
    `<nav class="contents" aria-label="Kinds of pages"><ul>${parts
      .map(({ kind, heading, own }) => `<li><a href="#${kind}">${escaped(heading)}</a> (${own.length})</li>`)
      .join('')}</ul></nav>`,
    ...parts.map(
      ({ kind, heading, own }) =>
        `<section id="${kind}">\n<h2>${escaped(heading)}</h2>\n<ul class="entries">\n${own.map(entryHtml).join('\n')}\n</ul>\n</section>`,
    ),
  ];
  const hash = createHash('sha256').update(filterScript).digest('base64');
  return shell({
    title: 'Yuma Lab',
    body: body.join('\n'),
    style: `${siteStyle}${indexStyle}`,
    policy: `script-src 'sha256-${hash}'`,
    scripts: `<script>${filterScript}</script>`,
  });
}

function entryHtml({ kind, title, line, name, path }: Entry): string {
  const words = [kinds[kind], kind, title, line, name].join(' ').toLowerCase();
  const head =
    path === null
      ? `<span class="unbuilt">${escaped(title)}</span>`
      : `<a href="${escaped(path)}">${escaped(title)}</a>`;
  const below = line === title ? '' : `<p>${escaped(line)}</p>`;
  return `<li data-words="${escaped(words)}">${head} <span class="name">${escaped(name)}</span>${below}</li>`;
}
