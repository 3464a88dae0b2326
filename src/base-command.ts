import * as Args from '@oclif/core/args';
import { Command } from '@oclif/core/command';
import * as Flags from '@oclif/core/flags';
import { NetlabError } from './errors.ts';
import { openSession, type Session } from './session/session.ts';

/** Exit code when netlab could not do what was asked; 1 is kept for "checked, and something does not hold yet". */
const COULD_NOT = 2;

/** What all commands share: the session, and how an error becomes a message and an exit code. */
export abstract class NetlabCommand extends Command {
  /** Who reads our progress may stop reading (`netlab start 2>&1 | head`): that ends no set-up halfway. */
  protected override async init(): Promise<void> {
    await super.init();
    process.stderr.on('error', ignoreBrokenPipe);
  }

  protected session(): Session {
    return openSession(this.config.root, process.env);
  }

  protected override async catch(error: Error & { exitCode?: number; oclif?: { exit?: number } }): Promise<unknown> {
    const known = await asNetlabError(error);
    if (!known) return this.catchOther(error);
    process.exitCode = COULD_NOT;
    const { code, message, next } = known;
    if (this.jsonEnabled()) this.logJson({ error: { code, message, next } });
    else {
      // A message may name what a lab's author or a command chose: a folder, a file, what was printed.
      const { plain } = await import('./report/plain.ts');
      this.logToStderr(plain([`netlab: ${message}`, ...next.map((step) => `  try: ${step}`)].join('\n')));
    }
    return undefined;
  }

  /** Usage errors keep oclif's own text and its exit code 2; anything else is a bug of ours and says so. */
  private catchOther(error: Error & { oclif?: { exit?: number } }): unknown {
    if (error.oclif?.exit !== undefined) return super.catch(error);
    process.exitCode = COULD_NOT;
    if (this.jsonEnabled()) this.logJson({ error: { code: 'BUG', message: error.message, next: [] } });
    this.logToStderr(`netlab: this is a bug in netlab ${this.config.version}: ${error.message}`);
    this.logToStderr(
      process.env['DEBUG'] ? (error.stack ?? '') : '  try: the same with DEBUG=netlab, and report what it prints',
    );
    return undefined;
  }
}

/** A word of the command line. oclif would read one that is missing from standard input, which is for whoever called us, as in `while read`. */
export const word = Args.custom<string>({ ignoreStdin: true });

/** The flag that names one of several running labs. */
export const labFlag = Flags.string({
  description: 'the running lab to work on (the one started last unless told)',
  helpValue: 'LAB',
});

function ignoreBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

async function asNetlabError(error: Error): Promise<NetlabError | undefined> {
  if (error instanceof NetlabError) return error;
  // inquirer's prompts end so on Ctrl-C.
  if (error.name === 'ExitPromptError' || error.name === 'AbortPromptError') {
    const { CancelledError } = await import('./errors.ts');
    return new CancelledError('cancelled');
  }
  const { outOfSpace } = await import('./session/space.ts');
  return outOfSpace(error);
}
