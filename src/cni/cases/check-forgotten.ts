import { netnsPath } from '../attachment.ts';
import { must } from '../spec.ts';
import type { Case } from './case.ts';
import { failure, show } from './show.ts';
import { addPod, callDirect, type Done } from './stage.ts';

/** CHECK has nothing to compare with when it is not told what ADD made. */

export type ForgottenSeen = { add: Done; check: Done | undefined };

export const checkNeedsResult: Case<ForgottenSeen> = {
  title: 'CHECK without prevResult fails',
  rule: must(
    'section 2, CHECK',
    'The plugin must consult the `prevResult` to determine the expected interfaces and addresses.',
  ),
  since: '0.4.0',
  level: 'full',
  roles: ['interface', 'chained'],
  scene: {
    id: 'check-forgotten',
    pods: ['try-a'],
    async look(stage) {
      const add = await addPod(stage, 'try-a');
      const environment = { CNI_CONTAINERID: 'try-a', CNI_NETNS: netnsPath('try-a'), CNI_IFNAME: stage.ifname };
      return { add, check: add.ok ? await callDirect(stage, { command: 'CHECK', environment }) : undefined };
    },
  },
  expected: () => 'CHECK fails with an error object',
  holds: 'refused',
  judge: ({ add, check }) => {
    if (!check) return failure(add);
    if (check.ok) return { found: 'CHECK exits with 0, with nothing to compare with' };
    return check.calls.some((call) => call.error) ? undefined : failure(check);
  },
  evidence: ({ add, check }) => show(check ?? add),
};
