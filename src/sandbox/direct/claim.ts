import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { LabStateError } from '../../errors.ts';
import { isOfThisBoot, readJournal } from './journal.ts';

/** Names the folder of the lab that has the machine's network. In memory, so that it ends with the network. */
const CLAIM = '/run/netlab-direct';

/**
 * Throws LabStateError when another direct lab has the machine's network, whoever started it. Two of them could not both be put back.
 */
export function refuseSecond(): void {
  const dir = read();
  const journal = dir === undefined ? undefined : readJournal(dir);
  if (dir === undefined || journal === undefined || !isOfThisBoot(journal)) return;
  throw new LabStateError(`${journal.lab} has the machine's network already (${dir})`, {
    next: [`netlab stop ${journal.lab}   (puts the network back)`],
  });
}

/** Takes the machine's network for the lab of this folder. Throws LabStateError when somebody else was faster. */
export function claim(dir: string): void {
  const isMine = (flag: 'wx' | 'w') => {
    try {
      writeFileSync(CLAIM, `${dir}\n`, { flag, mode: 0o600 });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  };
  if (isMine('wx') || read() === dir) return;
  refuseSecond();
  isMine('w');
}

export function giveBack(dir: string): void {
  if (read() === dir) rmSync(CLAIM, { force: true });
}

function read(): string | undefined {
  try {
    return readFileSync(CLAIM, 'utf8').trim();
  } catch {
    return undefined;
  }
}
