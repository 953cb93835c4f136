import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../experiments/base/userError.ts';
import { studyNames } from '../../../experiments/studies/catalogue.ts';
import { dateOf, roCrateOf } from '../../../experiments/tables/roCrate.ts';
import { readSource } from '../../../experiments/tables/source.ts';
import { labHere } from '../cli/inProcess.ts';

type Entity = Readonly<Record<string, unknown>> & { readonly '@id': string; readonly '@type': string };
interface Crate {
  readonly '@context': string;
  readonly '@graph': readonly Entity[];
}

/** Every `@id` that a value points to. */
function pointedTo(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(pointedTo);
  const id: unknown = Object(value)['@id'];
  return Object.keys(value).length === 1 && typeof id === 'string'
    ? [id]
    : Object.values(value).flatMap(pointedTo);
}

/** What a crate lacks of RO-Crate 1.1: its descriptor, the properties that the root must have, files described and there. */
function faultsOf(crate: Crate, folder: string): string[] {
  const byId = new Map(crate['@graph'].map((entity) => [entity['@id'], entity]));
  const descriptor = byId.get('ro-crate-metadata.json');
  const root = byId.get('./');
  const files = crate['@graph'].filter((entity) => entity['@type'] === 'File');
  const links = crate['@graph'].filter((entity) => entity !== descriptor).flatMap(pointedTo);
  return [
    ...(crate['@context'] === 'https://w3id.org/ro/crate/1.1/context' ? [] : ['another context']),
    ...(byId.size === crate['@graph'].length ? [] : ['an @id twice']),
    ...(descriptor?.['@type'] === 'CreativeWork' ? [] : ['no descriptor']),
    ...(pointedTo(descriptor?.conformsTo).includes('https://w3id.org/ro/crate/1.1')
      ? []
      : ['conforms to nothing']),
    ...(pointedTo(descriptor?.about).includes('./') ? [] : ['is about nothing']),
    ...(root?.['@type'] === 'Dataset' ? [] : ['no root']),
    ...['name', 'description', 'datePublished', 'license']
      .filter((name) => !root?.[name])
      .map((name) => `root has no ${name}`),
    ...(/^\d{4}-\d\d-\d\d$/.test(String(root?.datePublished)) ? [] : ['no ISO date']),
    ...links.filter((id) => !byId.has(id)).map((id) => `nothing is told of ${id}`),
    ...files
      .filter((file) => !pointedTo(root?.hasPart).includes(file['@id']))
      .map((file) => `${file['@id']} is no part`),
    ...files
      .filter(
        (file) =>
          !existsSync(join(folder, file['@id'])) ||
          String(statSync(join(folder, file['@id'])).size) !== file.contentSize,
      )
      .map((file) => `${file['@id']} is another file`),
    ...crate['@graph']
      .filter((entity) => !entity['@id'] || !entity['@type'])
      .map(() => 'an entity without @id or @type'),
  ];
}

const crateIn = (folder: string): Crate =>
  JSON.parse(readFileSync(join(folder, 'ro-crate-metadata.json'), 'utf8'));

describe('the crate of exported tables', () => {
  it('has what RO-Crate 1.1 requires, and names command, engine, plan and licence', async () => {
    const to = mkdtempSync(join(tmpdir(), 'crate-'));
    const words = [
      'export',
      'results/reference/scoring-rule-quick',
      '--to',
      to,
      '--ro-crate',
      '--published',
      '2026-11-30',
    ];
    expect((await labHere(words)).status).toBe(0);
    const crate = crateIn(to);
    expect(faultsOf(crate, to)).toEqual([]);
    const text = JSON.stringify(crate);
    expect(text).toContain('sweep scoring-rule --size quick');
    expect(text).toContain(readSource('results/reference/scoring-rule-quick').hash);
    expect(text).toContain('engine yuma-lab-1');
    expect(text).toContain('https://spdx.org/licenses/MIT');
    expect(text).toContain('"trials.parquet"');
    rmSync(to, { recursive: true });
  });

  it('is refused a day that is none, and a figure, before anything is written', async () => {
    const to = mkdtempSync(join(tmpdir(), 'crate-'));
    for (const day of ['2026-02-30', 'tomorrow', '2026-13-01']) expect(() => dateOf(day)).toThrow(UserError);
    const said = await labHere(['export', to, '--ro-crate']);
    expect([said.status, said.stdout]).toEqual([2, '']);
    expect(said.stderr).toMatch(/study\.json is missing/);
    rmSync(to, { recursive: true });
  });
});

describe('the committed crate', () => {
  const folder = 'results/reference/propose-kappa';

  it('has what RO-Crate 1.1 requires, of the files as they are committed', () => {
    expect(faultsOf(crateIn(folder), folder)).toEqual([]);
  });

  it('is what the committed rows give', () => {
    const { '@graph': graph } = crateIn(folder);
    const files = graph
      .filter((entity) => entity['@type'] === 'File')
      .map((entity) => ({ path: entity['@id'], bytes: Number(entity.contentSize) }));
    const published = String(graph.find((entity) => entity['@id'] === './')?.datePublished);
    expect(roCrateOf(readSource(folder), files, { named: studyNames, published })).toEqual(crateIn(folder));
  });

  it('would not pass without its licence, with a file that is not there, or with a link to nothing', () => {
    const { '@context': context, '@graph': graph } = crateIn(folder);
    const changed = (change: (entity: Entity) => Entity) =>
      faultsOf({ '@context': context, '@graph': graph.map(change) }, folder);
    expect(changed((one) => (one['@id'] === './' ? { ...one, license: undefined } : one))).toEqual([
      'root has no license',
    ]);
    expect(changed((one) => (one['@id'] === 'study.json' ? { ...one, contentSize: '1' } : one))).toEqual([
      'study.json is another file',
    ]);
    expect(changed((one) => (one['@id'] === '#plan' ? { ...one, '@id': '#other' } : one))).toEqual([
      'nothing is told of #plan',
    ]);
  });
});
