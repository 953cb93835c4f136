import { run } from './cli/program.ts';
import { verbs } from './cli/verbs.ts';

await run(verbs, process.argv.slice(2));
