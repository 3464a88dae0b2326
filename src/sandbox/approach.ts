import type { Duplex } from 'node:stream';
import { type Background, startDetached } from '../system/background.ts';
import { identify, type ProcessIdentity } from '../system/processes.ts';
import { hasProgram } from '../system/programs.ts';
import { endFirst } from './bounds.ts';
import { bwrapCommand, DESCRIPTORS } from './bwrap.ts';
import { closeSandbox } from './close.ts';
import { explainFailure } from './explain.ts';
import type { Share } from './filesystem.ts';
import { type Identity, sandboxIdentity } from './identity.ts';
import { mapIds, mapInner } from './map-ids.ts';

/** A sandbox on its way: bubblewrap(1) lays it out, and then its PID 1 waits for a script. It ends with us as long as it waits. */
export type Approach = {
  child: Background;
  identity: Identity;
  /** What has been complained of so far. */
  complaint: () => string;
  /** PID 1, with its ids mapped. Rejects with MachineError when this machine forbids it. */
  born: Promise<ProcessIdentity>;
  /** Ends it, whatever it has come to, and returns when it is gone. */
  leave: () => Promise<void>;
};

/** Starts bubblewrap. The caller gives PID 1 its script on standard input, or leaves. */
export function approachSandbox(shares: readonly Share[]): Approach {
  const identity = sandboxIdentity(hasProgram('newuidmap') && hasProgram('newgidmap'));
  const child = startDetached(bwrapCommand(identity, shares), Object.keys(DESCRIPTORS).length);
  const pipe = (name: keyof typeof DESCRIPTORS) => child.streams[DESCRIPTORS[name]] as Duplex;
  const complaint = collect(child.streams[2] as Duplex);
  const born = awaitBirth(child, identity, complaint, pipe);
  // Whoever leaves does not ask.
  born.catch(() => {});
  return {
    ...{ child, identity, complaint, born },
    async leave() {
      const init = await born.catch(() => undefined);
      const closing = init && closeSandbox(init);
      // The bubblewraps end when PID 1 has, and when nobody can tell them to go on.
      child.letGo();
      await closing;
    },
  };
}

async function awaitBirth(
  child: Background,
  identity: Identity,
  complaint: () => string,
  pipe: (name: keyof typeof DESCRIPTORS) => Duplex,
): Promise<ProcessIdentity> {
  const outer = await childPid(pipe('outerInfo'));
  if (outer === undefined) throw explainFailure(await child.ended, complaint());
  await mapIds(identity, outer);
  pipe('outerBlock').end('go');
  const pid = await childPid(pipe('info'));
  const init = pid === undefined ? undefined : identify(pid);
  if (pid === undefined || !init) throw explainFailure(await child.ended, complaint());
  try {
    endFirst(pid);
    await mapInner(identity, outer, pid);
    pipe('block').end('go');
  } catch (error) {
    killQuietly(pid);
    throw error;
  }
  return init;
}

/** bwrap writes {"child-pid": N} and closes; undefined when it ended without. */
async function childPid(info: Duplex): Promise<number | undefined> {
  let text = '';
  for await (const chunk of info) {
    text += String(chunk);
    const match = /"child-pid":\s*(\d+)/.exec(text);
    if (match && text.includes('}')) return Number(match[1]);
  }
  return undefined;
}

export function collect(stream: Duplex): () => string {
  let text = '';
  stream.on('data', (chunk) => {
    if (text.length < 65536) text += String(chunk);
  });
  return () => text.trim();
}

export function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
