import { must } from '../spec.ts';
import { type Case, EVERY_ROLE, type Finding } from './case.ts';
import { failure, show } from './show.ts';
import { addPod, type Done, statusAll } from './stage.ts';
import { newIn, readTraces, type Traces } from './traces.ts';

/** STATUS says whether there is room (since CNI 1.1.0). */

export type ReadySeen = { status: Done; add: Done; after: Done; made: Traces };

export const statusReady: Case<ReadySeen> = {
  title: 'STATUS succeeds while there is room, and makes nothing',
  rule: must(
    'section 2, STATUS',
    'A plugin must exit with a zero (success) return code if the plugin is ready to service ADD requests.',
  ),
  since: '1.1.0',
  roles: EVERY_ROLE,
  scene: {
    id: 'status',
    pods: ['try-a'],
    async look(stage) {
      const before = await readTraces(stage);
      const status = await statusAll(stage);
      const made = newIn(await readTraces(stage), before).filter((line) => !line.startsWith('file '));
      return { status, made, add: await addPod(stage, 'try-a'), after: await statusAll(stage) };
    },
  },
  expected: () =>
    'STATUS exits with 0 on a host that has no pod yet, and with one pod; it makes no interface and no rule',
  holds: 'STATUS exits with 0',
  judge: ({ status, add, after, made }): Finding | undefined => {
    if (!status.ok) return failure(status);
    if (made.length > 0) return { found: `STATUS made this: ${made[0]}`, evidence: show(status) };
    const failed = [add, after].find((done) => !done.ok);
    return failed ? failure(failed) : undefined;
  },
  evidence: ({ status }) => show(status),
};
