import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Held } from '../../analysis/models/repetition.ts';
import { readModelResults } from '../../report/models/readModelResults.ts';
import { askedAgain } from './asked.ts';
import { fullSentences } from './fullRun.ts';
import { repeatedSentences, turningSentences } from './sentences.ts';

/** What the committed runs below `reference` say of each study beyond its first run. */
export function toldOf(
  reference: string,
): Record<string, { repeated: string[]; full: string[]; turns: string[] }> {
  const fullOf = (first: Held): string[] => {
    const file = join(reference, 'full-size', `${first.study.name}.json`);
    return existsSync(file) ? fullSentences(first.study, JSON.parse(readFileSync(file, 'utf8'))) : [];
  };
  const held = (name: string, size: string): Held | null => {
    const folder = join(reference, `${name}-${size}`);
    return existsSync(join(folder, 'study.json')) ? readModelResults(folder) : null;
  };
  return Object.fromEntries(
    Object.entries(askedAgain).map(([name, asked]) => {
      const [first, fresh, varied] = ['quick', 'confirm', 'sensitivity'].map((size) => held(name, size));
      return [
        name,
        {
          repeated: first === null || fresh === null ? [] : repeatedSentences(first, fresh, asked),
          full: first === null ? [] : fullOf(first),
          turns: varied === null ? [] : turningSentences(varied, asked),
        },
      ];
    }),
  );
}
