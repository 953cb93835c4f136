import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type SearchName, searchNames } from '../../plan/searchNames.ts';
import { writeWhole } from '../../run/system/writeWhole.ts';
import { raceCounts } from './planted.ts';
import { type TunerCalibration, tunerCalibration } from './tuner.ts';

/**
 * `npm run remake tuner [studies | search]`: whether searches fool themselves, at full size unless a number of studies is given. With the
 * name of a search only its lines of the committed record are made again.
 */
const file = fileURLToPath(new URL('../../../results/reference/calibration/tuner.json', import.meta.url));
const word = process.argv[2] ?? '200';
const only = searchNames.find((name) => name === word);
const studies = only === undefined ? Number(word) : 200;
if (!(Number.isInteger(studies) && studies >= 2)) {
  process.stderr.write(
    `say a whole number of studies, at least 2, or a search (${searchNames.join(', ')}); received ${word} (leave it out for 200 of each)\n`,
  );
  process.exit(2);
}
const found = only === undefined ? await whole() : await renewed(only);
for (const { search, objectives, changes, most } of found.nullWorld)
  console.log(
    `nothing matters, ${search}, ${objectives} objective(s): ${changes} of ${studies} recommend a change (promised: at most ${most})`,
  );
for (const { search, measure, seeds, difference } of found.planted)
  console.log(
    `${search} − random search, ${measure}: ${difference.mean.toFixed(4)} [${difference.low.toFixed(4)}, ${difference.high.toFixed(4)}], n ${seeds}`,
  );
const { race } = found;
console.log(
  `race: ${Math.round(race.trials)} trials for an error of ${race.error}, ${race.trialsEqual} without; the best thrown out in ${race.thrownOut} of ${race.races}`,
);
// Only the full size is a reference.
if (studies === 200) {
  mkdirSync(dirname(file), { recursive: true });
  writeWhole(file, `${JSON.stringify(found, null, 2)}\n`);
}
const kept =
  found.nullWorld.every(({ changes, most }) => studies !== 200 || changes <= most) &&
  found.planted.every(({ difference }) => difference.high < 0) &&
  race.thrownOut <= race.promised * race.races;
if (!kept) process.exitCode = 1;

async function whole(): Promise<TunerCalibration> {
  const size = { nulls: studies, seeds: Math.ceil(studies / 2) };
  return { ...(await tunerCalibration(size)), race: await raceCounts(10 * studies) };
}

/** The committed record with one search counted again. */
async function renewed(search: SearchName): Promise<TunerCalibration> {
  const before: TunerCalibration = JSON.parse(readFileSync(file, 'utf8'));
  const now = await tunerCalibration({ nulls: 200, seeds: 100 }, [search]);
  const merged = <T extends { readonly search: string }>(old: readonly T[], fresh: readonly T[]) =>
    old.map((one) => fresh.find((other) => other.search === one.search) ?? one);
  return {
    nullWorld: merged(before.nullWorld, now.nullWorld),
    planted: merged(before.planted, now.planted),
    race: search === 'race' ? await raceCounts(2000) : before.race,
  };
}
