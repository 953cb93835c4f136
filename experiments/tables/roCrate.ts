import { existsSync, readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import { labCommand } from '../base/runnable.ts';
import { UserError } from '../base/userError.ts';
import { isStudy } from '../plan/study.ts';
import { faultOfShape } from '../plan/studyShape.ts';
import { commandOf } from '../report/command.ts';
import { hashOfRows } from '../report/readResults.ts';
import { writeWhole } from '../run/journal.ts';
import { readSource, type Source } from './source.ts';

export const crateFile = 'ro-crate-metadata.json';

/** A day as `2026-11-30`; today where none is given. Throws `UserError` for anything else. */
export function dateOf(text: string | undefined): string {
  const day = text ?? new Date().toISOString().slice(0, 10);
  const time = Date.parse(`${day}T00:00:00Z`);
  const isDay = !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === day;
  if (!isDay)
    throw new UserError(`--published must be a day as 2026-11-30; received ${JSON.stringify(text)}`);
  return day;
}

type Entity = Readonly<Record<string, unknown>>;
const ref = (id: string) => ({ '@id': id });
const version = 'https://w3id.org/ro/crate/1.1';
const licence = 'https://spdx.org/licenses/MIT';
const home = '#yuma-lab';
const run = '#run';

/** What else is to be known of the results that a crate describes. */
export interface CrateOf {
  /** Names of the studies that have a plan of their own, whose command is their name. */
  readonly named: readonly string[];
  readonly published: string;
}

/**
 * Writes `ro-crate-metadata.json` (RO-Crate 1.1) into a folder: its files, the command, the engine and the plan's hash they come from, and
 * their licence. `results`: the results folder, where that is another one. Throws `UserError` where it holds no results.
 */
export function writeRoCrate(folder: string, results: string, of: CrateOf): string {
  const path = join(folder, crateFile);
  writeWhole(path, `${JSON.stringify(roCrateOf(readSource(results), filesIn(folder), of), null, 1)}\n`);
  return path;
}

/** A file of a crate, by its path from the crate’s folder. */
interface CrateFile {
  readonly path: string;
  readonly bytes: number;
}

/** What a results folder may hold that is worth handing on: neither locks and drafts nor durations of one machine. */
const handedOn =
  /^(study\.json|journal\.ndjson(\.gz)?|(report|proposal)\.(html|md)|(trials|series)\.(parquet|csv)|data-dictionary\.json|datapackage\.json)$/;

function filesIn(folder: string): CrateFile[] {
  const names = readdirSync(folder).filter((name) => handedOn.test(name));
  const figures = join(folder, 'figures');
  const drawn = existsSync(figures) ? readdirSync(figures).map((name) => `figures/${name}`) : [];
  const inner = ['beginning', 'confirmation']
    .flatMap((part) => ['study.json', 'journal.ndjson', 'journal.ndjson.gz'].map((name) => `${part}/${name}`))
    .filter((name) => existsSync(join(folder, name)));
  return [...names, ...drawn, ...inner]
    .sort()
    .map((path) => ({ path, bytes: statSync(join(folder, path)).size }));
}

/** The metadata of a crate: plain JSON-LD, the same for the same results and day. */
export function roCrateOf(source: Source, files: readonly CrateFile[], of: CrateOf): Entity {
  const { study, plan } = source;
  const question = typeof plan.question === 'string' ? plan.question : `Trials of ${study}.`;
  return {
    '@context': `${version}/context`,
    '@graph': [
      { '@id': crateFile, '@type': 'CreativeWork', conformsTo: ref(version), about: ref('./') },
      {
        '@id': './',
        '@type': 'Dataset',
        name: `Trials of ${study}`,
        description: question,
        datePublished: of.published,
        license: ref(licence),
        identifier: [ref('#plan'), ref('#rows')],
        hasPart: files.map(({ path }) => ref(path)),
        mentions: ref(run),
      },
      { '@id': licence, '@type': 'CreativeWork', name: 'MIT License', description: 'SPDX identifier: MIT' },
      ...hashesOf(source),
      {
        '@id': home,
        '@type': 'SoftwareApplication',
        name: packageJson.name,
        softwareVersion: `${packageJson.version}, engine ${source.engine}`,
        license: ref(licence),
      },
      runOf(source, files, of),
      ...files.map(fileEntity),
    ],
  };
}

const hashesOf = ({ folder, hash, rows }: Source): Entity[] => [
  { '@id': '#plan', '@type': 'PropertyValue', name: 'SHA-256 of the plan and its engine', value: hash },
  {
    '@id': '#rows',
    '@type': 'PropertyValue',
    name: 'SHA-256 of the rows, by id',
    value: hashOfRows(folder, rows),
  },
];

function runOf({ plan, study, rows }: Source, files: readonly CrateFile[], { named }: CrateOf): Entity {
  const command =
    isStudy(plan) && faultOfShape(plan) === null ? commandOf(plan, named, '.') : `${labCommand} verify .`;
  return {
    '@id': run,
    '@type': 'CreateAction',
    name: `${rows.length} trials of ${study}`,
    description: `Made by: ${command}. Check a sample of them with: ${labCommand} verify .`,
    instrument: ref(home),
    ...(files.some(({ path }) => path === 'study.json') && { object: ref('study.json') }),
    result: files.filter(({ path }) => path !== 'study.json').map(({ path }) => ref(path)),
  };
}

const formats: Readonly<Record<string, string>> = {
  '.json': 'application/json',
  '.ndjson': 'application/x-ndjson',
  '.gz': 'application/gzip',
  '.html': 'text/html',
  '.md': 'text/markdown',
  '.csv': 'text/csv',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.parquet': 'application/vnd.apache.parquet',
};

const descriptions: Readonly<Record<string, string>> = {
  'study.json': 'the plan, written before the first trial',
  'journal.ndjson': 'a row a trial, each with its checksum',
  'journal.ndjson.gz': 'a row a trial, each with its checksum',
  'trials.parquet': 'a row a trial, flat',
  'series.parquet': 'a row a trial, time and measure',
  'data-dictionary.json': 'unit and definition of every column',
  'datapackage.json': 'the tables as a Frictionless data package',
};

const fileEntity = ({ path, bytes }: CrateFile): Entity => ({
  '@id': path,
  '@type': 'File',
  name: path,
  contentSize: String(bytes),
  encodingFormat: formats[extname(path)] ?? 'application/octet-stream',
  ...(descriptions[path] !== undefined && { description: descriptions[path] }),
});
