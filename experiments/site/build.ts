import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { messageOf } from '../base/thrown.ts';
import { UserError } from '../base/userError.ts';
import { buildSite } from './buildSite.ts';
import { root } from './documents.ts';

/** `npm run site -- [--out <folder>] [--figures <names | all | none>] [--notebooks <names | none>]`: builds the site and prints its address. */
try {
  const { out, figures, notebooks } = optionsOf(process.argv.slice(2));
  const entries = await buildSite({
    out,
    ...(figures !== undefined && { figures }),
    ...(notebooks !== undefined && { notebooks }),
    note: (what) => process.stderr.write(`${what}\n`),
  });
  process.stdout.write(
    `${entries.filter(({ path }) => path !== null).length} pages\n${pathToFileURL(join(out, 'index.html')).href}\n`,
  );
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

function optionsOf(args: readonly string[]) {
  try {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({ args: [...args], options: { out: text, figures: text, notebooks: text } });
    const listed = (names: string | undefined) =>
      names === undefined ? undefined : names.split(',').filter((name) => name !== '' && name !== 'none');
    return {
      out: values.out ?? join(root, 'site'),
      figures: listed(values.figures),
      notebooks: listed(values.notebooks),
    };
  } catch (error) {
    throw new UserError(`${messageOf(error)}; npm run site takes --out, --figures and --notebooks`);
  }
}
