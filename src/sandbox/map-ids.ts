import { writeFileSync } from 'node:fs';
import { MachineError } from '../errors.ts';
import { run } from '../system/run.ts';
import type { Identity, IdRange } from './identity.ts';

/** Maps the ids of a new user namespace (user_namespaces(7)) for its first process. Throws MachineError when newuidmap(1) refuses. */
export async function mapIds(identity: Identity, pid: number): Promise<void> {
  if (identity.kind === 'root') {
    const line = `0 ${identity.ids.first} ${identity.ids.count}`;
    writeFileSync(`/proc/${pid}/uid_map`, line);
    writeFileSync(`/proc/${pid}/gid_map`, line);
  } else if (identity.kind === 'range') {
    const commands = [
      ['newuidmap', String(pid), ...mapArguments(identity.uid, identity.subuid)],
      ['newgidmap', String(pid), ...mapArguments(identity.gid, identity.subgid)],
    ];
    const results = await Promise.all(commands.map((argv) => run(argv)));
    const failed = results.find(({ exitCode }) => exitCode !== 0);
    if (failed) {
      throw new MachineError(`${failed.argv[0]} refused the subordinate ids: ${failed.stderr.trim()}`, {
        next: ['netlab doctor'],
      });
    }
  }
}

/** newuidmap(1): root inside is ourselves, ids 1 and up are the subordinate ones. */
function mapArguments(own: number, range: IdRange): string[] {
  return ['0', String(own), '1', '1', String(range.first), String(range.count)];
}
