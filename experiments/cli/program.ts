import { Command, CommanderError } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { AgentFault } from '../../sim/agentFault.ts';
import { HyperparameterError } from '../../sim/hyperparameters/fault.ts';
import { UnrunnableWorld } from '../../sim/unrunnable.ts';
import { NoCanonicalText } from '../base/canonical.ts';
import { messageOf, systemFault } from '../base/thrown.ts';
import { UserError, unknownName } from '../base/userError.ts';
import type { Verb } from './verb.ts';

const badInput = 2;
/** EX_SOFTWARE of sysexits.h: the fault is ours. */
const internalError = 70;

/**
 * Runs the command line `args` (without node and script) on these verbs and sets the exit code: 0, 1 if a
 * check failed, 2 for bad input, 70 for a fault of ours. Errors are shown as one message, never as a stack, and with `--json` as JSON on
 * standard output. `--quiet` leaves out notes and progress.
 */
export async function run(verbs: readonly Verb[], given: readonly string[]): Promise<void> {
  const args = given.filter((word) => word !== quiet);
  const speak = args.length < given.length ? silenced() : () => {};
  const end = (error: unknown) => {
    speak();
    process.exitCode = report(error, verbs, args);
  };
  endQuietlyOnClosedPipe();
  process.on('uncaughtException', end);
  try {
    const words = wordsOf(args, verbs);
    const program = await programOf(verbs, words[0]);
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    end(error);
  }
}

/** The words to parse: nothing asks for help, `help verb` means `verb --help`, and the verb must be known. */
function wordsOf(args: readonly string[], verbs: readonly Verb[]): string[] {
  if (args.length === 0) return ['--help'];
  const words = args[0] === 'help' ? [...args.slice(1, 2), '--help'] : [...args];
  const names = verbs.map((verb) => verb.name);
  if (words[0].startsWith('-') || names.includes(words[0])) return words;
  throw unknownName('verb', words[0], names);
}

/** Every verb with its line of help; only the one that is asked for is loaded. */
async function programOf(verbs: readonly Verb[], asked: string): Promise<Command> {
  const program = new Command('yuma-lab')
    .usage('<verb> [options]')
    .description("A laboratory for Bittensor's incentive mechanism.")
    .version(packageJson.version, '--version', 'print the version')
    .helpOption('--help', 'show help')
    .helpCommand(false)
    .commandsGroup('Verbs:')
    .addHelpText(
      'after',
      '\nEvery verb explains itself, with an example: yuma-lab <verb> --help\n--quiet, with any verb, leaves out notes and progress.',
    )
    .configureOutput({ outputError: () => {} })
    .exitOverride();
  for (const { name, description, load } of verbs) {
    const command = program.command(name).description(description);
    if (name === asked) (await load()).define(command);
  }
  return program;
}

const quiet = '--quiet';

/** Standard error is where notes and progress go: from now on nowhere, until the function that comes back is called. */
function silenced(): () => void {
  const { stderr } = process;
  const { write } = stderr;
  stderr.write = () => true;
  return () => {
    stderr.write = write;
  };
}

/** Shows an error and returns its exit code. */
function report(error: unknown, verbs: readonly Verb[], args: readonly string[]): number {
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  const shown = shownError(error, verbs, args[0]);
  if (args.includes('--json')) process.stdout.write(`${JSON.stringify({ error: shown }, null, 2)}\n`);
  else process.stderr.write(`${shown.message}\n`);
  return shown.exitCode;
}

/** What is said of an error, and the exit code. */
interface ShownError {
  readonly kind: 'failed trial' | 'bad input' | 'internal';
  readonly message: string;
  readonly exitCode: number;
}

function shownError(error: unknown, verbs: readonly Verb[], verb: string | undefined): ShownError {
  if (error instanceof AgentFault)
    return { kind: 'failed trial', message: `this trial has failed: ${error.message}`, exitCode: 1 };
  const known = error instanceof CommanderError ? syntaxMessage(error, verbs, verb) : inputMessage(error);
  return known === null
    ? { kind: 'internal', message: internalMessage(error), exitCode: internalError }
    : { kind: 'bad input', message: known, exitCode: badInput };
}

/** What is wrong with the words of the command line, with the nearest right ones. */
function syntaxMessage(error: CommanderError, verbs: readonly Verb[], verb: string | undefined): string {
  const names = verbs.map((known) => known.name);
  const message = error.message
    .replace(/^error: /, '')
    .replace(/\n?\(Did you mean (.*)\?\)$/, '; did you mean $1?');
  return `${message}\nSee: yuma-lab ${names.includes(verb ?? '') ? `${verb} ` : ''}--help`;
}

/** The message of an error that the user's input caused, or null. */
function inputMessage(error: unknown): string | null {
  if (error instanceof UserError || error instanceof HyperparameterError) return error.message;
  if (error instanceof UnrunnableWorld) return `this world cannot run: ${error.message}`;
  // A plan is what the user wrote; a row of this kind is never kept.
  if (error instanceof NoCanonicalText) return `this cannot be a plan: ${error.message}`;
  return diskMessage(error);
}

/** What is wrong with a disk, a file or its name, or null. */
function diskMessage(error: unknown): string | null {
  const { code = '', path } = systemFault(error);
  if (code === 'ERR_INVALID_ARG_VALUE' && /null bytes/.test(messageOf(error)))
    return 'a path holds a character of number 0: no file can have that name (write it anew)';
  const fault = fileFaults[code];
  if (fault === undefined) return null;
  return path === undefined ? `the disk refuses (${code}): ${fault}` : `cannot use ${path}: ${fault}`;
}

const fileFaults: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder (check the path, and that its folder is there)',
  EACCES: 'permission denied (name a place that is yours)',
  EISDIR: 'a folder, where a file is wanted (name a file in it)',
  ENOTDIR: 'a file, where a folder is wanted (name its folder)',
  EEXIST: 'something of that name is there already (remove it, or name another place)',
  ENOTEMPTY: 'a folder with files in it, where none is wanted (remove it, or name another place)',
  ERR_FS_EISDIR: 'a folder, where a file is wanted (remove it, or name another place)',
  EPERM: 'the system does not permit it (name a place that is yours)',
  EROFS: 'the disk can only be read (name a place on another)',
  ENOSPC: 'the disk is full (make room and run the same command again; what was kept is kept)',
  EDQUOT:
    'your share of the disk is used up (make room and run the same command again; what was kept is kept)',
  EFBIG: 'the file would be larger than the system allows (allow more, or name a place on another disk)',
  EIO: 'the disk fails (look at the system’s log, and name a place on another)',
  ELOOP: 'links that lead to each other (name the place itself)',
  ENAMETOOLONG: 'the name is longer than the disk takes (name a shorter one)',
  EMFILE: 'too many files are open (raise the limit: ulimit -n)',
  ENFILE: 'too many files are open on this machine (close some)',
  EBUSY: 'the system is using it (close what uses it)',
  EXDEV: 'it lies on another disk (name a place on the same)',
  ETXTBSY: 'a program is running from it (end that)',
  ESTALE: 'the network disk no longer knows it (mount it anew)',
  ENOTCONN: 'the network disk is away (mount it anew)',
  EHOSTDOWN: 'the network disk is away (mount it anew)',
};

function internalMessage(error: unknown): string {
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
  if (process.env.YUMA_LAB_DEBUG === '1') return stack ?? message;
  return `internal error: ${message}
This is a fault of yuma-lab. Please report it, with the command and what it prints under YUMA_LAB_DEBUG=1.`;
}

/**
 * `yuma-lab params | head -3` closes the pipe early: that is no error. A run whose messages have no reader any more goes on: unheard, the
 * error of writing to them would be reported to them, and so on without end.
 */
function endQuietlyOnClosedPipe(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  process.stderr.on('error', () => {});
}
