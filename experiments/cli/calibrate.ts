import { existsSync } from 'node:fs';
import { basename, dirname, relative } from 'node:path';
import type { Command } from 'commander';
import { checkWritable } from '../base/givenFile.ts';
import { prose } from '../base/textTable.ts';
import { UserError } from '../base/userError.ts';
import type { Calibration } from '../calibrate/calibrate.ts';
import type { FromNetwork } from '../calibrate/scenarioText.ts';
import { writeNamed } from '../run/system/writeNamed.ts';
import { numberOption, seedOption } from './numbers.ts';
import { examples, print, printJson } from './verb.ts';

interface Options {
  readonly out?: string;
  readonly fromNetwork?: true;
  readonly worlds: number;
  readonly checks: number;
  readonly seed: string;
  readonly json?: true;
}

/** `yuma-lab calibrate <network> [history…]`: a scenario file of what a network’s data tell. */
export function define(command: Command): void {
  command
    .argument(
      '<network...>',
      'network files of one network, the earliest first, or the name of a recorded one that replay lists',
    )
    .option('--out <file.yaml>', 'where the scenario file is written (without it, nothing is written)')
    .option(
      '--from-network',
      'the scenario starts from the last network file itself, where its weights tell what miners are worth (default: from the archetype)',
    )
    .option('--worlds <n>', 'worlds that the fit rests on', numberOption('worlds', 40, 10_000, true), 200)
    .option(
      '--checks <n>',
      'worlds of the fit that the record is held against',
      numberOption('checks', 10, 1000, true),
      20,
    )
    .option('--seed <text>', 'names the random draws', seedOption('seed'), '1')
    .option('--json', 'print JSON for machines')
    .addHelpText(
      'after',
      `${examples(
        'calibrate my-network.json --out my-network.yaml',
        'calibrate monday.json tuesday.json wednesday.json --out my-network.yaml',
        'calibrate my-network.json --from-network --out my-network.yaml',
        'calibrate netuid31-2024-08',
      )}\nEnds with 2, and writes nothing, where the data identify no knob.\n`,
    )
    .action(calibrateNetwork);
}

async function calibrateNetwork(paths: readonly string[], options: Options): Promise<void> {
  const { out, json } = options;
  const name = out === undefined ? null : scenarioName(out);
  const start = options.fromNetwork === true ? await startFrom(paths, out) : null;
  const [{ calibrate }, { calibrationText }, { scenarioText }] = await Promise.all([
    import('../calibrate/calibrate.ts'),
    import('../calibrate/calibrationText.ts'),
    import('../calibrate/scenarioText.ts'),
  ]);
  const { Progress } = await import('../run/progress.ts');
  const seen = await seenIn(paths);
  const progress = new Progress();
  const { worlds, checks, seed } = options;
  const note = (done: number) => progress.show(done, worlds, 0);
  const calibration = calibrate(seen, { worlds, checks, seed, note });
  progress.end();
  if (out !== undefined && name !== null) writeNamed(out, scenarioText(calibration, name, start));
  if (json) printJson(forMachines(calibration, out));
  else {
    print(prose(calibrationText(calibration)));
    print(`\n${out === undefined ? 'Nothing was written: add --out my-network.yaml.' : `Written: ${out}`}`);
  }
}

/** The last network file as the start of worlds. Throws `UserError` where it does not tell what its miners are worth. */
async function startFrom(paths: readonly string[], out: string | undefined): Promise<FromNetwork> {
  const path = paths[paths.length - 1];
  const [{ isNetworkFile }, { readNetworkStart }] = await Promise.all([
    import('../input/networkFile.ts'),
    import('../input/networkStart.ts'),
  ]);
  if (!existsSync(path) || !isNetworkFile(path))
    throw new UserError(
      `--from-network needs a network file, which import writes; received ${path} (leave --from-network out to start from the archetype)`,
    );
  const { network, note } = readNetworkStart(path);
  if (network.worth === undefined)
    throw new UserError(
      `${path}: ${note}; --from-network needs the weights of at least two paid miners (import them with the metagraph, or leave --from-network out to start from the archetype)`,
    );
  const beside = relative(dirname(out ?? '.'), path);
  return { path: beside, note };
}

/** One history of all files. Throws `UserError` for what is neither a network file nor a recorded network. */
async function seenIn(paths: readonly string[]) {
  const { joinedHistory } = await import('../calibrate/sighting.ts');
  const { seenInFile } = await import('../calibrate/networkSightings.ts');
  const { seenRecorded } = await import('../calibrate/recordedSightings.ts');
  const { isNetworkFile, readNetwork } = await import('../input/networkFile.ts');
  const { readRecorded } = await import('../evidence/replay/recordedNetwork.ts');
  return joinedHistory(
    paths.map((path) =>
      existsSync(path) && isNetworkFile(path)
        ? seenInFile(path, readNetwork(path))
        : seenRecorded(readRecorded(path)),
    ),
  );
}

/** The name of a scenario that is written to a path. */
function scenarioName(out: string): string {
  if (!/\.ya?ml$/i.test(out))
    throw new UserError(
      `--out is a scenario file, which ends in .yaml; received ${out} (--out my-network.yaml)`,
    );
  checkWritable(out, '--out');
  return basename(out).replace(/\.ya?ml$/i, '');
}

function forMachines(calibration: Calibration, out: string | undefined) {
  const { network, archetype, fit, ...rest } = calibration;
  const { errors: _, ...knobs } = fit;
  return {
    network: network.name,
    netuid: network.netuid,
    blocks: network.sightings.map(({ block }) => block),
    archetype: archetype.name,
    ...rest,
    fit: knobs,
    ...(out !== undefined && { out }),
  };
}
