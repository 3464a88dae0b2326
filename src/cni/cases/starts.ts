import type { Executable } from '../plugin.ts';
import { must } from '../spec.ts';
import { type Case, EVERY_ROLE, type Finding } from './case.ts';
import { failure, show } from './show.ts';
import { callDirect, type Done } from './stage.ts';

/** Whether there is anything to try: a program that starts, ends, and says less than a book. */

export type StartsSeen = {
  file: string;
  /** The first bytes of the plugin and of a program of this machine, in hexadecimal. */
  head: string;
  own: string;
  version: Done;
};

/** Longer answers are no results. Characters. */
const FLOOD = 1_000_000;

const ELF = '7f454c46';
const SCRIPT = '2321';

/** Where an ELF header has its machine (e_machine, elf(5)): bytes 18 and 19. */
const MACHINE = [36, 40] as const;

export const starts: Case<StartsSeen> = {
  title: 'the plugin can be started, and ends',
  rule: must(
    'section 2, Overview',
    'The CNI protocol is based on execution of binaries invoked by the container runtime.',
  ),
  roles: EVERY_ROLE,
  scene: {
    id: 'starts',
    pods: [],
    async look(stage) {
      const { network, node, plugins, subject } = stage;
      const file = plugins.ok ? (plugins.plugins[subject] as Executable).file : '';
      const bytes = 'for file; do head -c 20 "$file" | od -An -v -tx1 | tr -d " \\n"; echo; done';
      const ran = await network.run(node, ['sh', '-c', bytes, 'sh', file, '/bin/sh']);
      const [head = '', own = ''] = ran.stdout.split('\n');
      const version = await callDirect(stage, {
        command: 'VERSION',
        environment: {},
        request: { cniVersion: '1.0.0' },
      });
      return { file, head, own, version };
    },
  },
  expected: () => 'a program for this machine, or a script with a #! line, that answers VERSION in time',
  holds: 'it starts and ends',
  judge: judgeStarts,
  evidence: ({ version }) => show(version),
};

export function judgeStarts({ file, head, own, version }: StartsSeen): Finding | undefined {
  const [call] = version.calls;
  if (!call) return failure(version);
  if (head === '') return { found: `${file} is empty` };
  const isElf = head.startsWith(ELF);
  if (!isElf && !head.startsWith(SCRIPT)) {
    const because = 'a shell would run it all the same; a runtime asks the kernel, which does not (execve(2), ENOEXEC)';
    return { found: `${file} is neither a program nor a script with a #! line`, because };
  }
  if (isElf && head.slice(...MACHINE) !== own.slice(...MACHINE)) {
    return { found: `${file} is a program for another processor (ELF machine 0x${swapped(head.slice(...MACHINE))})` };
  }
  if (call.timedOut || call.problem?.includes('cannot be started')) return failure(version);
  return call.stdout.length > FLOOD ? { found: `it printed ${call.stdout.length} characters and more` } : undefined;
}

function swapped(hex: string): string {
  return hex.slice(2) + hex.slice(0, 2);
}
