import { ProbeError } from '../../checks/check.ts';
import { CancelledError, LabStateError, MachineError } from '../../errors.ts';
import { editionOf } from '../../lab/edition.ts';
import type { Lab } from '../../lab/lab.ts';
import { clearAbandoned, startScratch, stopScratch } from '../../proof/scratch.ts';
import { type Proposals, proposeChecks } from '../../propose/propose.ts';
import { openHop } from '../../sandbox/hop.ts';
import { labNetwork } from '../../sandbox/network.ts';
import type { LabRecord } from '../../sandbox/record.ts';
import { interruptible } from '../interruptible.ts';
import { gradableLabOf } from '../lab-of.ts';
import type { Session } from '../session.ts';

/**
 * Checks for a running lab that its author has solved, found by comparing it with the same lab started afresh, out of sight. Throws
 * LabStateError when its topology was edited since the start, MachineError when the state cannot be read.
 */
export async function proposeFor(session: Session, record: LabRecord): Promise<Proposals & { lab: string }> {
  const lab = await gradableLabOf(session, record);
  refuseEdited(lab, record);
  await clearAbandoned(session.root);
  return interruptible(async (signal) => {
    const scratch = await startScratch(lab, session.root, false, signal);
    // What its probes begin in the lab of the author ends with us.
    const hop = openHop(record, false);
    hop.open();
    try {
      const worlds = { solved: labNetwork(record, false, hop), fresh: labNetwork(scratch.record, false), signal };
      return { lab: record.lab, ...(await Promise.race([proposeChecks(lab, worlds), cancelledBy(signal)])) };
    } catch (error) {
      throw error instanceof ProbeError ? cannotLook(error) : error;
    } finally {
      hop.abandon();
      await stopScratch(scratch);
    }
  });
}

/** A fresh start of another topology says nothing about what the author did in this one. */
function refuseEdited(lab: Lab, record: LabRecord): void {
  if (record.edition === undefined || record.edition.topology === editionOf(lab).topology) return;
  throw new LabStateError(
    `the topology of ${record.lab} was edited after it was started: there is no start to compare with`,
    {
      next: [`netlab reset --lab ${record.lab}   (then solve it again)`],
    },
  );
}

/** Rejects once the signal aborts: the looks that are under way need not be waited for. */
function cancelledBy(signal: AbortSignal): Promise<never> {
  const interrupted = () => new CancelledError('interrupted: the fresh start is closed again, your lab goes on');
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(interrupted());
    else signal.addEventListener('abort', () => reject(interrupted()), { once: true });
  });
}

function cannotLook(error: ProbeError): MachineError {
  return new MachineError(`the state of the lab cannot be read: ${error.message}`, { next: ['netlab doctor'] });
}
