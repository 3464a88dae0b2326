import { type LabRecord, readRunning } from '../sandbox/record.ts';
import { resetLab } from './reset.ts';
import type { Session } from './session.ts';
import { visitShell } from './shell.ts';

/**
 * Keeps the learner in the lab's shell until they leave it or the lab ends: after a reset, typed inside or in another terminal, they find
 * themselves in the new sandbox. Returns the exit code for our own process.
 */
export async function stayInShell(
  session: Session,
  record: LabRecord,
  place: string | undefined,
  say: (line: string) => void,
): Promise<number> {
  let now = record;
  for (;;) {
    const where = place ?? Object.keys(now.nodes)[0] ?? 'host';
    const leave = await visitShell(session, now, where);
    switch (leave.kind) {
      case 'left':
        if (session.inside === undefined)
          say(`${now.lab} still runs: "netlab shell" brings you back, "netlab stop" ends it.`);
        return session.inside === undefined ? 0 : leave.exitCode;
      case 'stopped':
        say(`${now.lab} has ended.`);
        return 0;
      case 'reset':
        say(`Resetting ${now.lab} …`);
        now = (await resetLab(session, now, leave.task, () => {})).record;
        say('Done: this is the new one.');
        break;
      case 'replaced':
        now = readRunning(session.state, now.lab)?.record ?? now;
        say(`${now.lab} was reset: this is the new one.`);
    }
  }
}
