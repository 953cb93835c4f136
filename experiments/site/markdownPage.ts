import { posix } from 'node:path';
import { Marked, type Tokens } from 'marked';
import { escaped } from '../base/escaped.ts';
import { shell } from '../report/html.ts';
import { siteStyle } from './style.ts';

/** What a document needs to know of the site it is set for; paths are those of the repository. */
export interface Surroundings {
  /** Where a file of the repository is in the site; null where it is not. */
  placeOf(path: string): string | null;
  /** The bytes of a picture; null where there is none. */
  picture(path: string): Buffer | null;
}

/**
 * A document as a page on the report's shell. `path`: its file in the repository. Links lead to pages of the site, and what is not in it is shown
 * as text; pictures are in the page; markup in the document is shown, not obeyed.
 */
export function markdownPage(path: string, markdown: string, around: Surroundings): string {
  const own = around.placeOf(path) ?? path;
  const setter = setterOf(path, own, around);
  const [heading, ...tokens] = setter
    .lexer(markdown.replaceAll(/<!--[\s\S]*?-->\n?/g, ''))
    .filter(({ type }) => type !== 'space');
  const hasTitle = heading?.type === 'heading' && heading.depth === 1;
  const title = hasTitle ? heading.text : posix.basename(path);
  const shown = hasTitle || heading === undefined ? tokens : [heading, ...tokens];
  const body = [
    `<p class="up"><a href="${toIndex(own)}">All pages</a></p>`,
    contentsOf(
      shown.filter((token): token is Tokens.Heading => token.type === 'heading' && token.depth === 2),
    ),
    setter
      .parser(shown)
      .replaceAll('<table>', '<div class="table" tabindex="0" role="region" aria-label="table"><table>')
      .replaceAll('</table>', '</table></div>'),
  ];
  return shell({ title: title.replaceAll(/[`*]/g, ''), body: body.join('\n'), style: siteStyle });
}

/** The way from a page of the site to its index. */
export const toIndex = (place: string): string => posix.relative(posix.dirname(place), 'index.html');

function setterOf(path: string, own: string, around: Surroundings): Marked {
  const link = (target: string, inner: string): string => {
    const [file, anchor] = target.split('#');
    if (file === '') return `<a href="#${escaped(anchor)}">${inner}</a>`;
    const place = around.placeOf(posix.join(posix.dirname(path), file));
    if (/^[a-z]+:/.test(target) || place === null) return inner;
    const way = posix.relative(posix.dirname(own), place);
    return `<a href="${escaped(anchor === undefined ? way : `${way}#${anchor}`)}">${inner}</a>`;
  };
  return new Marked({
    renderer: {
      html: ({ text }) => escaped(text),
      heading({ tokens, depth, text }) {
        return `<h${depth} id="${idOf(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      link({ href, tokens }) {
        return link(href, this.parser.parseInline(tokens));
      },
      codespan: ({ text }) => fileLink(text, own, around) ?? `<code>${escaped(text)}</code>`,
      image: ({ href, text }) =>
        pictureHtml(around.picture(posix.join(posix.dirname(path), href)), href, text),
    },
  });
}

/** A file of the repository that a document names in code is a link to its page, from the root as documents name it. */
function fileLink(text: string, own: string, around: Surroundings): string | null {
  if (!/^[\w./-]+(?:\.md|\.html|\/)$/.test(text)) return null;
  const place = around.placeOf(posix.normalize(text).replace(/\/$/, ''));
  if (place === null || place === own) return null;
  return `<a href="${escaped(posix.relative(posix.dirname(own), place))}"><code>${escaped(text)}</code></a>`;
}

function pictureHtml(bytes: Buffer | null, href: string, text: string): string {
  if (bytes === null) return escaped(text);
  const type = href.endsWith('.svg') ? 'image/svg+xml' : 'image/png';
  return `<img class="picture" alt="${escaped(text)}" src="data:${type};base64,${bytes.toString('base64')}">`;
}

/** Headings of a long document as links. */
function contentsOf(headings: readonly Tokens.Heading[]): string {
  if (headings.length < 4) return '';
  const items = headings.map(
    ({ text }) => `<li><a href="#${idOf(text)}">${escaped(text.replaceAll(/[`*]/g, ''))}</a></li>`,
  );
  return `<nav class="contents" aria-label="Contents"><ul>${items.join('')}</ul></nav>`;
}

/** As GitHub makes it: small letters, digits and hyphens. */
const idOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\- _]/gu, '')
    .replaceAll(' ', '-');
