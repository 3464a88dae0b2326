import { must, should } from '../spec.ts';
import { type Case, EVERY_ROLE, type Finding } from './case.ts';
import { type LifeSeen, life } from './life.ts';
import { failure, show } from './show.ts';
import { newIn } from './traces.ts';

/** What CHECK and DEL have to do in the life of one pod (section 2, "CHECK" and "DEL"). */

export const leavesNoProcess: Case<LifeSeen> = {
  title: 'no process of the plugin goes on after ADD',
  rule: should(
    'section 2, Overview',
    'The CNI protocol is based on execution of binaries invoked by the container runtime.',
  ),
  level: 'full',
  roles: EVERY_ROLE,
  scene: life,
  expected: () => 'the plugin and all that it started have ended when ADD has',
  holds: 'nothing goes on',
  judge: ({ add, processes }) => {
    if (processes.length === 0) return undefined;
    const because = 'the runtime knows of no such process: nobody ends it, and what it does later is in no result';
    return { found: `after ADD there runs ${[...new Set(processes)].join(', ')}`, because, evidence: show(add.add) };
  },
  evidence: ({ add }) => show(add.add),
};

export const checkPasses: Case<LifeSeen> = {
  title: 'CHECK passes right after ADD',
  rule: must('section 2, CHECK', 'The plugin must handle `CHECK` being called immediately after an `ADD`'),
  since: '0.4.0',
  roles: EVERY_ROLE,
  scene: life,
  expected: () => 'CHECK exits with 0',
  holds: 'CHECK exits with 0',
  judge: ({ add, check }) => {
    if (!check) return failure(add.add);
    return check.done.ok ? undefined : failure(check.done);
  },
  evidence: ({ add, check }) => show(check?.done ?? add.add),
};

export const checkChangesNothing: Case<LifeSeen> = {
  title: 'CHECK changes nothing',
  rule: must('section 2, CHECK', '`CHECK` is a way for a runtime to probe the status of an existing container.'),
  since: '0.4.0',
  level: 'full',
  roles: EVERY_ROLE,
  scene: life,
  expected: () => 'links, addresses, routes, firewall rules and files as before CHECK',
  holds: 'all is as before',
  judge: ({ add, check }) => {
    if (!check) return failure(add.add);
    const [made] = newIn(check.after, check.before);
    const [gone] = newIn(check.before, check.after);
    if (made !== undefined) return { found: `after CHECK there is: ${made}` };
    return gone === undefined ? undefined : { found: `after CHECK this has gone: ${gone}` };
  },
  evidence: ({ add, check }) => show(check?.done ?? add.add),
};

export const delRemoves: Case<LifeSeen> = {
  title: 'DEL removes the interface on both sides',
  rule: must('section 2, DEL', 'delete the interface defined by `CNI_IFNAME` inside the container at `CNI_NETNS`'),
  scene: life,
  expected: () => 'after DEL the pod has no eth0 and the host no end of its veth pair',
  holds: 'both ends have gone',
  judge: judgeRemoved,
  evidence: ({ add, del }) => show(del ?? add.add),
};

export function judgeRemoved({ add, del, remains, left }: Pick<LifeSeen, 'add' | 'del' | 'remains' | 'left'>) {
  if (!add.add.ok || !del) return failure(add.add);
  if (!del.ok) return failure(del);
  if (remains) return { found: `DEL exited with 0, and ${add.ifname} is still in the pod` };
  if (left.length > 0) return { found: `DEL left ${left.join(', ')} on the host` };
  return undefined;
}

const KUBELET =
  'kubelet repeats DEL until it succeeds: a DEL that fails keeps the pod "Terminating" and its address taken';

export const delRepeats: Case<LifeSeen> = {
  title: 'DEL can be repeated',
  rule: must(
    'section 2, DEL',
    'Plugins MUST accept multiple `DEL` calls for the same (`CNI_CONTAINERID`, `CNI_IFNAME`) pair, and return success if the interface in question, or any modifications added, are missing.',
  ),
  roles: EVERY_ROLE,
  scene: life,
  expected: () => 'DEL exits with 0 the second time too',
  holds: 'every DEL succeeds',
  judge: ({ add, del, again }): Finding | undefined => {
    if (!del) return failure(add.add);
    if (!del.ok) return failure(del);
    return again?.ok === false ? { ...failure(again, 'a second DEL'), because: KUBELET } : undefined;
  },
  evidence: ({ add, del, again }) => show(again ?? del ?? add.add),
};

export const delUnknown: Case<LifeSeen> = {
  title: 'DEL of a pod that was never added succeeds',
  rule: must(
    'section 2, DEL',
    'Plugins MUST … return success if the interface in question, or any modifications added, are missing.',
  ),
  roles: EVERY_ROLE,
  scene: life,
  expected: () => 'DEL exits with 0 for a pod that the plugin has never seen',
  holds: 'DEL exits with 0',
  judge: ({ unknown }) => (unknown.ok ? undefined : { ...failure(unknown), because: KUBELET }),
  evidence: ({ unknown }) => show(unknown),
};
