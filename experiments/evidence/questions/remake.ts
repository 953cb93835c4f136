import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Progress } from '../../run/progress.ts';
import { writeWhole } from '../../run/system/writeWhole.ts';
import { type Answered, answer, type Ran } from './ask.ts';
import { asked, questions, studyOf } from './questions.ts';

/** `npm run remake questions`: asks about every two of the eight settings that owners turn most, and keeps the answers. */
const file = fileURLToPath(new URL('../../../results/reference/questions/answers.json', import.meta.url));
const ran: Ran = new Map();
const answers: Answered[] = [];
const progress = new Progress();
for (const words of questions) {
  answers.push(answer(await studyOf(words), words, ran));
  progress.show(answers.length, questions.length, 0);
}
progress.end();
mkdirSync(dirname(file), { recursive: true });
writeWhole(file, `${JSON.stringify({ asked, worlds: ran.size, answers }, null, 1)}\n`);
