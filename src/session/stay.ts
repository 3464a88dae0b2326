import { findPlace } from '../sandbox/enter.ts';
import { placeExists } from '../sandbox/place-exists.ts';
import type { LabRecord } from '../sandbox/record.ts';
import { examClock } from './exam-clock.ts';
import { resetOnce } from './reset.ts';
import type { Session } from './session.ts';
import { withProgress } from './setup-progress.ts';
import { noSuchPlace, visitShell } from './shell.ts';
import { clearEnded } from './stop.ts';

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
  if (place !== undefined && !isThere(session, record, place)) throw noSuchPlace(record, place);
  let now = record;
  for (;;) {
    const where = place !== undefined && isThere(session, now, place) ? place : firstNode(now);
    const clock = examClock(session, now);
    const leave = await visitShell(session, now, where).finally(() => clock.stop());
    const report = await clock.over();
    if (report !== undefined) {
      say(`\nTime is up.\n\n${report}`);
      return 0;
    }
    switch (leave.kind) {
      case 'left':
        if (session.inside === undefined)
          say(`${now.lab} still runs: "netlab shell" brings you back, "netlab stop" ends it.`);
        return session.inside === undefined ? 0 : leave.exitCode;
      case 'stop':
        await clearEnded(session, now);
        say(`\n${now.lab} has ended.`);
        return 0;
      case 'reset': {
        const { lab } = now;
        now = await withProgress(`Resetting ${lab}`, (onStage) => resetOnce(session, now, leave.task, onStage));
        say(`${lab} is back ${leave.task === undefined ? 'at its start' : `before ${leave.task}`}. Next: netlab check`);
        break;
      }
      case 'replaced':
        now = leave.record;
        say(`\n${now.lab} was reset: this is the new one.`);
    }
  }
}

/** What the learner built is not there any more after a reset. */
function isThere(session: Session, record: LabRecord, place: string): boolean {
  const found = findPlace(record, place);
  return found !== undefined && placeExists(record, found, session.inside !== undefined);
}

function firstNode(record: LabRecord): string {
  return Object.keys(record.nodes)[0] ?? 'host';
}
