import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { tunerHonesty } from './tuner.ts';

/** `npm run honesty:tuner [studies]`: whether searches fool themselves, at full size unless a number of studies is given. */
const studies = Number(process.argv[2] ?? 200);
if (!(Number.isInteger(studies) && studies >= 2)) {
  process.stderr.write(
    `studies must be a whole number of at least 2; received ${process.argv[2]} (leave it out for 200)\n`,
  );
  process.exit(2);
}
const found = await tunerHonesty({ nulls: studies, seeds: Math.ceil(studies / 2), races: 10 * studies });
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
  const folder = fileURLToPath(new URL('../../results/reference/honesty/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}tuner.json`, `${JSON.stringify(found, null, 2)}\n`);
}
const kept =
  found.nullWorld.every(({ changes, most }) => studies !== 200 || changes <= most) &&
  found.planted.every(({ difference }) => difference.high < 0) &&
  race.thrownOut <= race.promised * race.races;
if (!kept) process.exitCode = 1;
