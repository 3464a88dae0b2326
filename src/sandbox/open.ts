import { createInterface } from 'node:readline';
import type { Duplex } from 'node:stream';
import { CancelledError } from '../errors.ts';
import type { Background, Ended } from '../system/background.ts';
import type { ProcessIdentity } from '../system/processes.ts';
import { type Approach, approachSandbox, killQuietly } from './approach.ts';
import { BOUND_MYSELF } from './bounds.ts';
import { explainFailure } from './explain.ts';
import type { Share } from './filesystem.ts';
import type { Identity } from './identity.ts';

export type OpenOptions = {
  shares: readonly Share[];
  /** A sandbox with these shares that is on its way already. */
  approach?: Approach | undefined;
  /** The sh script that builds the start state (src/topology/compile.ts): it ends in `ready` or `failed`. Asked for while bubblewrap starts. */
  script: () => string | Promise<string>;
  /** Called once the sandbox's PID 1 exists, before anything is built in it: the moment to write it down. */
  onBorn(init: ProcessIdentity, identity: Identity): void;
  /** Called with N for each `stage N` of the script. */
  onStage?: (stage: number) => void;
  /** Called for every other line that the script prints. */
  onLine?: (line: string) => void;
  signal?: AbortSignal;
  /** Milliseconds within which the script must say `ready`; two minutes unless told. */
  patienceMs?: number;
  /** The script goes on reading its standard input, which ends when this process does, however it ends. */
  onLeash?: boolean;
};

const PATIENCE_MS = 120_000;

/** A script that failed: what it said last, and in which stage. */
export class ScriptFailure extends Error {
  override readonly name = 'ScriptFailure';
  readonly stage: number | undefined;
  constructor(message: string, stage: number | undefined) {
    super(message);
    this.stage = stage;
  }
}

/**
 * Opens a sandbox with bubblewrap(1) and builds the start state in it; it then lives on without us. Throws MachineError when this machine
 * forbids it, {@link ScriptFailure} when the script failed; in both cases, and when `signal` aborts, nothing is left.
 */
export async function openSandbox(options: OpenOptions): Promise<ProcessIdentity> {
  const { child, identity, complaint, born } = options.approach ?? approachSandbox(options.shares);
  const script = (async () => options.script())();
  script.catch(() => {});
  let init: ProcessIdentity | undefined;
  const undo = () => init && killQuietly(init.pid);
  options.signal?.addEventListener('abort', undo, { once: true });
  try {
    init = await born;
    if (options.signal?.aborted) throw interrupted();
    options.onBorn(init, identity);
    const text = `${BOUND_MYSELF}\n${await script}`;
    const stdin = child.streams[0] as Duplex;
    if (options.onLeash) stdin.write(text);
    else stdin.end(text);
    await followScript(child, undo, complaint, options);
    child.letGo(options.onLeash);
    return init;
  } catch (error) {
    undo();
    child.letGo();
    throw error;
  } finally {
    options.signal?.removeEventListener('abort', undo);
  }
}

/** Waits until the script says `ready`; `end` ends what runs it. Throws what {@link openSandbox} does. */
export function followScript(
  child: Background,
  end: () => void,
  complaint: () => string,
  options: Omit<OpenOptions, 'shares' | 'approach' | 'script' | 'onBorn'>,
): Promise<void> {
  const stdout = child.streams[1] as Duplex;
  return inTime(options.patienceMs ?? PATIENCE_MS, end, () => awaitReady(child, stdout, complaint, options));
}

/** Runs `work`; when it takes too long, ends the sandbox, and with it what `work` waits for. */
async function inTime(patienceMs: number, end: () => void, work: () => Promise<void>): Promise<void> {
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    end();
  }, patienceMs);
  try {
    await work();
  } catch (error) {
    if (!late) throw error;
    const stage = error instanceof ScriptFailure ? error.stage : undefined;
    throw new ScriptFailure(`it was not ready after ${patienceMs / 1000} s`, stage);
  } finally {
    clearTimeout(timer);
  }
}

async function awaitReady(
  child: Background,
  stdout: Duplex,
  complaint: () => string,
  options: Omit<OpenOptions, 'shares' | 'approach' | 'script' | 'onBorn'>,
): Promise<void> {
  let stage: number | undefined;
  for await (const line of createInterface({ input: stdout })) {
    if (line === 'ready') return;
    const failed = /^failed (\d*)$/.exec(line);
    if (failed) {
      if (failed[1]) stage = Number(failed[1]);
      break;
    }
    const match = /^stage (\d+)$/.exec(line);
    if (!match) {
      options.onLine?.(line);
      continue;
    }
    stage = Number(match[1]);
    options.onStage?.(stage);
  }
  if (options.signal?.aborted) throw interrupted();
  const ended: Ended | undefined = stage === undefined ? await child.ended : undefined;
  if (ended) throw explainFailure(ended, complaint());
  // What the failing command wrote travels by another pipe than the word that it failed.
  await new Promise((resolve) => setTimeout(resolve, 20));
  throw new ScriptFailure(complaint(), stage);
}

export function interrupted(): CancelledError {
  return new CancelledError('interrupted: what had been set up is removed again');
}
