import { conformRunAs, modeOf } from './epochVectors.ts';
import type { Place } from './place.ts';
import type { FileTally } from './tally.ts';
import { builtVersion, notBuilt } from './versions.ts';

/** An index of runs, recorded for v3.4.9-424, whose epochs the newest version gives byte for byte. */

const version = 'v475';
const notAtHand = 'the recorded runs are not at hand: give the folder of the recordings as well';
const columns = ['file', 'case', 'label', 'mode', 'epochs', 'output values'];

export const isSameEpochsIndex = (top: Place): boolean =>
  top.has('columns') && top.has('rows') && top.has('totalRuns');

/**
 * Replays every run of the index by the rules of the newest version. `find`: the recorded file of that name, null where it
 * is not at hand; its runs are skipped. Throws a VectorError at a wrong shape, or where a file has no such run.
 */
export function conformSameEpochs(top: Place, tally: FileTally, find: (name: string) => Place | null): void {
  top.only(['format', 'what', 'columns', 'totalRuns', 'totalEpochs', 'totalValues', 'rows']);
  const named = top.at('columns').list();
  if (named.map((column) => column.value).join() !== columns.join())
    top.at('columns').fail(columns.join(', '));
  const rows = top.at('rows').list();
  total(top.at('totalRuns'), rows.length);
  total(top.at('totalEpochs'), sumOf(rows, 4));
  total(top.at('totalValues'), sumOf(rows, 5));
  for (const [name, own] of byFile(rows)) conformFileAgain(find(name), own, tally);
}

/** A total of the index must be what its rows come to. */
function total(place: Place, sum: number): void {
  if (place.count() !== sum) place.fail(`${sum}, what the rows come to`);
}

const sumOf = (rows: readonly Place[], column: number) =>
  rows.reduce((sum, row) => sum + row.list(columns.length)[column].count(), 0);

interface IndexRow {
  readonly caseName: Place;
  readonly label: Place;
  readonly mode: Place;
  readonly epochs: Place;
  readonly values: Place;
}

function byFile(rows: readonly Place[]): Map<string, IndexRow[]> {
  const files = new Map<string, IndexRow[]>();
  for (const row of rows) {
    const [file, caseName, label, mode, epochs, values] = row.list(columns.length);
    const known = files.get(file.text()) ?? [];
    files.set(file.text(), [...known, { caseName, label, mode, epochs, values }]);
  }
  return files;
}

function conformFileAgain(recorded: Place | null, rows: readonly IndexRow[], tally: FileTally): void {
  const rules = builtVersion(version);
  for (const { caseName, label, mode, epochs, values } of rows) {
    if (recorded === null) tally.of(version, notAtHand).miss(values.count());
    else if (rules?.epoch === undefined) tally.of(`${version} epochs`, notBuilt).miss(values.count());
    else {
      const run = { label: label.text(), mode: modeOf(mode), epochs: epochs.count() };
      const place = recorded
        .at('cases')
        .list()
        .find((each) => each.at('name').value === caseName.text());
      conformRunAs(
        { ...rules, epoch: rules.epoch },
        place ?? caseName.fail(`the name of a case of ${recorded.file}`),
        run,
        tally.of(rules.ruleset),
      );
    }
  }
}
