import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { parseSync } from 'oxc-parser';

/** Tests of the documents, of packing and of killing processes: they say little of a number and take long. */
const aside = /^test\/(mutants|bench|(kill|pack|browser|docs|odd|shape|words|arrow)\.test)/;

/** Who imports a file, by file; from the imports that remain when types are gone, from addresses of workers, and from paths that a test names. */
export function importersIn(project: string): ReadonlyMap<string, readonly string[]> {
  const importers = new Map<string, string[]>();
  for (const file of ['sim', 'agents', 'experiments', 'test'].flatMap((room) => filesIn(project, room)))
    for (const imported of importsOf(project, file))
      importers.set(imported, [...(importers.get(imported) ?? []), file]);
  return importers;
}

const filesIn = (project: string, room: string): string[] =>
  readdirSync(join(project, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => `${room}/${name}`);

const packages: Readonly<Record<string, string>> = {
  'yuma-lab': 'experiments/index.ts',
  'yuma-lab/sim': 'sim/index.ts',
  'yuma-lab/agents': 'agents/index.ts',
};

function importsOf(project: string, file: string): string[] {
  const text = readFileSync(join(project, file), 'utf8');
  const { module } = parseSync(file, text);
  const named = [
    ...module.staticImports
      .filter(({ entries }) => entries.length === 0 || entries.some(({ isType }) => !isType))
      .map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, isType }) =>
        moduleRequest === null || isType ? [] : [moduleRequest.value],
      ),
    ),
    ...module.dynamicImports.map(({ moduleRequest }) =>
      text.slice(moduleRequest.start + 1, moduleRequest.end - 1),
    ),
    ...[...text.matchAll(/new URL\('([^']+\.ts)', import\.meta\.url\)/g)].map(([, name]) => name),
  ];
  const paths = [...text.matchAll(/['`]((?:sim|agents|experiments)\/[\w./-]+\.ts)['`]/g)].map(
    ([, path]) => path,
  );
  const isTest = file.startsWith('test/');
  const imported = [...new Set(named)].flatMap((name) => {
    if (packages[name] !== undefined) return [packages[name]];
    return name.startsWith('.') ? [normalize(join(dirname(file), name))] : [];
  });
  return isTest ? [...imported, ...paths] : imported;
}

/**
 * The test of a file by the mirrored tree, then those in the nearest folders of it, then by the number of imports between them and the
 * file; at most `most`.
 */
export function relatedTests(
  importers: ReadonlyMap<string, readonly string[]>,
  file: string,
  most: number,
): string[] {
  const distance = new Map([[file, 0]]);
  const queue = [file];
  for (let next = queue.shift(); next !== undefined; next = queue.shift())
    for (const importer of importers.get(next) ?? [])
      if (!distance.has(importer)) {
        distance.set(importer, distance.get(next)! + 1);
        queue.push(importer);
      }
  const mirrored = `test/${file.replace(/\.ts$/, '.test.ts')}`;
  const away = (test: string) => stepsBetween(test, mirrored);
  return [...distance.keys()]
    .filter((test) => test.endsWith('.test.ts') && !aside.test(test))
    .sort(
      (one, other) =>
        Number(other === mirrored) - Number(one === mirrored) ||
        away(one) - away(other) ||
        distance.get(one)! - distance.get(other)! ||
        (one < other ? -1 : 1),
    )
    .slice(0, most);
}

/** Folders to leave and to enter on the way from one file to another. */
function stepsBetween(one: string, other: string): number {
  const [left, right] = [one, other].map((path) => path.split('/').slice(0, -1));
  const apart = left.findIndex((part, k) => part !== right[k]);
  const shared = apart < 0 ? left.length : apart;
  return left.length + right.length - 2 * shared;
}
