/** Every error netlab throws on purpose. Each names the place, the fault and the next step; anything else is a bug. */

/** Base of all errors a person can act on. `code` is stable, wording is not; `next` is what to do or type now. */
export abstract class NetlabError extends Error {
  abstract readonly code: string;
  readonly next: readonly string[];

  constructor(message: string, options: { next?: readonly string[]; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.next = options.next ?? [];
  }
}

/** The command line asks for something that cannot be done. */
export class UsageError extends NetlabError {
  readonly code = 'USAGE';
}

/** A lab file is wrong. The message holds every problem, each with file:line:column. */
export class LabFileError extends NetlabError {
  readonly code = 'LAB_FILE_INVALID';
}

/** No lab of that name. */
export class LabNotFoundError extends NetlabError {
  readonly code = 'LAB_NOT_FOUND';
}

/** The lab is not running, is running already, or its sandbox has gone. */
export class LabStateError extends NetlabError {
  readonly code = 'LAB_STATE';
}

/** This machine cannot do it: a missing tool, a forbidden namespace, a kernel feature, no space. */
export class MachineError extends NetlabError {
  readonly code = 'MACHINE_NOT_READY';
}

/** A step of the set-up failed. The message says which step, where, and what the command printed. */
export class SetupError extends NetlabError {
  readonly code = 'SETUP_FAILED';
}

/** The learner asked to stop (Ctrl-C, an unanswered prompt); everything begun has been undone. */
export class CancelledError extends NetlabError {
  readonly code = 'CANCELLED';
}
