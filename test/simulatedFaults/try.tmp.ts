import { runPart } from './search.ts';

const [from, count] = process.argv.slice(2).map(Number);
const { broken, ...rest } = await runPart(from, count);
console.log(JSON.stringify(rest), JSON.stringify(broken.slice(0, 5)));
