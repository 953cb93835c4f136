import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { UserError } from '../base/userError.ts';
import { figures as allFigures } from '../figures/catalogue.ts';
import type { Figure } from '../figures/figure.ts';
import { figuresNamed, reproduce } from '../figures/reproduce.ts';
import { folderName } from '../figures/writeFigure.ts';
import { notebooks as allNotebooks } from '../notebook/catalogue.ts';
import type { Notebook } from '../notebook/notebook.ts';
import { pageOf } from '../notebook/page.ts';
import { runCells } from '../notebook/runCells.ts';
import { wholeFolder } from '../report/wholeFolder.ts';
import { writeWhole } from '../run/system/writeWhole.ts';
import { documents, resultPages, root, type SiteDocument } from './documents.ts';
import type { Entry } from './entry.ts';
import { indexPage } from './indexPage.ts';
import { markdownPage, type Surroundings } from './markdownPage.ts';
import { saidOf, shortened, textOf } from './pageEntry.ts';

/** What a site is made of besides documents and committed results. */
export interface SiteOptions {
  /** Its folder, which is made again. */
  readonly out: string;
  /** Names of figures; left out: those that take seconds. */
  readonly figures?: readonly string[];
  /** Parts of the names of notebooks; left out: all. */
  readonly notebooks?: readonly string[];
  /** Told what is being made. */
  note?(what: string): void;
}

/** Figures that take at most so long are made unasked, s. */
const quick = 4;

/**
 * Builds the site: pages that open from a folder, without a server and without a network, and an index of them. Returns what the index lists. An
 * older site stays until the new one is whole.
 * Throws `UserError` for a folder that is no site, and for an unknown figure.
 */
export async function buildSite(options: SiteOptions): Promise<Entry[]> {
  const { out, note = () => {} } = options;
  const figures = wantedFigures(options.figures);
  const notebooks = allNotebooks().filter(({ name }) => isWanted(name, options.notebooks));
  refuseOther(out);
  const places = placesOf(notebooks);
  return wholeFolder(out, async (draft) => {
    const entries = [
      ...documents().map((document) => writeDocument(document, draft, places)),
      ...resultPages().map((document) => copyPage(document, draft)),
      ...(await writeFigures(figures, draft, note)),
      ...(await writeNotebooks(notebooks, draft, note)),
    ];
    put(draft, schema, readFileSync(join(root, schema), 'utf8'));
    put(draft, 'index.html', indexPage(entries));
    return entries;
  });
}

const schema = 'docs/network.schema.json';

const wantedFigures = (names: readonly string[] | undefined): Figure[] =>
  names === undefined
    ? allFigures.filter(({ seconds }) => seconds <= quick)
    : [...new Set(names.flatMap((name) => figuresNamed(name, allFigures)))];

const isWanted = (name: string, parts: readonly string[] | undefined): boolean =>
  parts === undefined || parts.some((part) => name.includes(part));

/** An older site may be replaced, and nothing else. */
function refuseOther(out: string): void {
  if (existsSync(out) && !statSync(out).isDirectory())
    throw new UserError(`${out} is a file: name a folder that is empty or not there yet`);
  const isOther =
    existsSync(out) && readdirSync(out).length > 0 && !existsSync(join(out, 'docs', 'README.html'));
  if (isOther)
    throw new UserError(`${out} holds other things than a site, which would be lost: name an empty folder`);
}

/** Where files and folders of the repository are in the site. */
function placesOf(notebooks: readonly Notebook[]): ReadonlyMap<string, string> {
  const places = new Map([[schema, schema]]);
  for (const { path } of documents()) places.set(path, path.replace(/\.md$/, '.html'));
  for (const { path } of resultPages()) places.set(path, path).set(posix.dirname(path), path);
  for (const { name } of notebooks) places.set(`notebooks/${name}.md`, `notebooks/${name}.html`);
  for (const path of [...places.keys()])
    if (path.endsWith('/README.md')) places.set(posix.dirname(path), places.get(path) ?? path);
  return places;
}

function put(out: string, place: string, text: string): void {
  mkdirSync(dirname(join(out, place)), { recursive: true });
  writeWhole(join(out, place), text);
}

function writeDocument(
  { kind, path }: SiteDocument,
  out: string,
  places: ReadonlyMap<string, string>,
): Entry {
  const around: Surroundings = {
    placeOf: (other) => places.get(other) ?? null,
    picture: (other) => (existsSync(root + other) ? readFileSync(root + other) : null),
  };
  const place = places.get(path) ?? path;
  const page = markdownPage(path, readFileSync(root + path, 'utf8'), around);
  put(out, place, page);
  const text = page.replace(/<p class="up">[\s\S]*?<\/p>/, '');
  return { kind, ...saidOf(text), name: path, path: place };
}

/** A committed page, byte for byte. */
function copyPage({ kind, path }: SiteDocument, out: string): Entry {
  const page = readFileSync(root + path, 'utf8');
  put(out, path, page);
  return { kind, ...saidOf(page), name: posix.basename(posix.dirname(path)), path };
}

async function writeFigures(
  figures: readonly Figure[],
  out: string,
  note: (what: string) => void,
): Promise<Entry[]> {
  if (figures.length > 0)
    await reproduce(figures, join(out, 'figures'), (figure, share) => {
      if (share === 0) note(`figure ${figure.name}`);
    });
  return allFigures.map((figure): Entry => {
    const { id, name } = figure;
    const path = `figures/${folderName(figure)}/index.html`;
    if (figures.includes(figure))
      return { kind: 'figure', ...saidOf(readFileSync(join(out, path), 'utf8')), name, path };
    const line = `Not in this site: npm run site -- --figures ${name}`;
    return { kind: 'figure', title: `${id}: ${figure.title}`, line, name, path: null };
  });
}

async function writeNotebooks(
  notebooks: readonly Notebook[],
  out: string,
  note: (what: string) => void,
): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const notebook of notebooks) {
    const { name, title, lead } = notebook;
    note(`notebook ${name}`);
    const path = `notebooks/${name}.html`;
    put(out, path, await pageOf(notebook, await runCells(notebook)));
    entries.push({
      kind: 'notebook',
      title,
      line: shortened(textOf(lead.replaceAll(/[`*]/g, ''))),
      name,
      path,
    });
  }
  return entries;
}
