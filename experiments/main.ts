import { conformVerb } from './cli/conform.ts';
import { epochVerb } from './cli/epoch.ts';
import { figuresVerb } from './cli/figures.ts';
import { paramsVerb } from './cli/params.ts';
import { run } from './cli/program.ts';
import { proposeVerb } from './cli/propose.ts';
import { replayVerb } from './cli/replay.ts';
import { reportVerb } from './cli/report.ts';
import { reproduceVerb } from './cli/reproduce.ts';
import { rulesetsVerb } from './cli/rulesets.ts';
import { scenariosVerb } from './cli/scenarios.ts';
import { sensitivityVerb } from './cli/sensitivity.ts';
import { simulateVerb } from './cli/simulate.ts';
import { studiesVerb } from './cli/studies.ts';
import { sweepVerb } from './cli/sweep.ts';
import { tuneVerb } from './cli/tune.ts';
import { verifyVerb } from './cli/verify.ts';

/** The verbs of `yuma-lab`, in the order its help lists them: a new one is a file and a line here. */
const verbs = [
  paramsVerb,
  rulesetsVerb,
  scenariosVerb,
  studiesVerb,
  epochVerb,
  conformVerb,
  replayVerb,
  simulateVerb,
  sweepVerb,
  sensitivityVerb,
  tuneVerb,
  figuresVerb,
  reproduceVerb,
  reportVerb,
  proposeVerb,
  verifyVerb,
];

await run(verbs, process.argv.slice(2));
