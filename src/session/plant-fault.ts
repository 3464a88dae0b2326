import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError } from '../errors.ts';
import { faultFolder } from '../lab/faults.ts';
import type { Lab, LabFault } from '../lab/lab.ts';
import { parseScript } from '../lab/script.ts';
import type { Hop } from '../sandbox/hop.ts';
import { labNetwork } from '../sandbox/network.ts';
import type { LabRecord } from '../sandbox/record.ts';

/** Milliseconds that one part of a script may take. */
const PART_TIMEOUT_MS = 60_000;

/** Breaks the network of a lab that has been built. Throws SetupError, which does not say what was to be broken. */
export async function plantFault(record: LabRecord, lab: Lab, fault: LabFault, hop?: Hop): Promise<void> {
  const script = await readFile(join(faultFolder(lab, fault), 'fault.sh'), 'utf8');
  const network = labNetwork(record, false, ...(hop ? [hop] : []));
  for (const part of parseScript(script)) {
    const node = part.node ?? Object.keys(record.nodes)[0] ?? 'host';
    const ran = await network.run(node, ['bash', '-eu', '-s'], { input: part.script, timeoutMs: PART_TIMEOUT_MS });
    if (ran.exitCode === 0) continue;
    throw new SetupError(`setting up ${lab.id} failed when its network was to be broken (on ${node})`, {
      next: [`netlab lab test ${lab.folder} --only fault   (for its author: which one, and why)`],
    });
  }
}
