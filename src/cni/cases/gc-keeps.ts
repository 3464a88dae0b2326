import { must } from '../spec.ts';
import { type Case, type Finding, POOLS, type Scene } from './case.ts';
import { addressesIn } from './pods.ts';
import { failure, show } from './show.ts';
import { act, addPod, checkPod, type Done, delPod, gcAll, type Stage } from './stage.ts';
import { smallNetwork } from './wanted.ts';

/** GC takes nothing from attachments that are valid, and all from one of which it hears no more. */

export type KeepsSeen = {
  adds: readonly Done[];
  /** One more ADD when all is taken, before GC. */
  full: Done | undefined;
  gc: Done | undefined;
  checks: readonly Done[];
  /** One more ADD after GC. */
  more: Done | undefined;
};

type Fifth = { add(stage: Stage): Promise<Done>; goes(stage: Stage): Promise<unknown> };

/** Five addresses: four pods, and a fifth attachment that goes without a DEL, of which GC hears no more. */
function crowded(id: string, fifth: Fifth): Scene<KeepsSeen> {
  return {
    id,
    pods: ['try-a', 'try-b', 'try-c', 'try-d', 'try-e', 'try-f'],
    async look(whole) {
      const stage: Stage = { ...whole, list: smallNetwork(whole.list, whole.wanted, 29) };
      const living = ['try-a', 'try-b', 'try-c', 'try-d'];
      const adds: Done[] = [];
      for (const pod of living) if (adds.every((add) => add.ok)) adds.push(await addPod(stage, pod));
      if (adds.every((add) => add.ok)) adds.push(await fifth.add(stage));
      if (adds.some((add) => !add.ok)) return { adds, full: undefined, gc: undefined, checks: [], more: undefined };
      const full = await addPod(stage, 'try-f');
      // A runtime calls DEL after an ADD that failed.
      await delPod(stage, 'try-f');
      await fifth.goes(stage);
      const gc = await gcAll(
        stage,
        living.map((containerID) => ({ containerID, ifname: stage.ifname })),
      );
      const checks = [await checkPod(stage, 'try-a'), await checkPod(stage, 'try-d')];
      return { adds, full, gc, checks, more: await addPod(stage, 'try-f') };
    },
  };
}

const podGoes = crowded('gc-keeps', {
  add: (stage) => addPod(stage, 'try-e'),
  goes: (stage) => act(stage, stage.node, ['ip', 'netns', 'del', 'try-e']),
});

const interfaceGoes = crowded('gc-by-interface', {
  add: (stage) => addPod(stage, 'try-a', { ifname: 'net1' }),
  goes: async (stage) => stage.role !== 'interface' || act(stage, 'try-a', ['ip', 'link', 'del', 'net1']),
});

export const gcKeeps: Case<KeepsSeen> = {
  title: 'GC keeps what valid attachments have',
  rule: must(
    'section 2, GC',
    '`cni.dev/valid-attachments` (array of objects): The list of **still valid** attachments to this network',
  ),
  since: '1.1.0',
  roles: POOLS,
  needs: ['subnet'],
  scene: podGoes,
  expected: () => 'after GC, CHECK of the valid pods passes, and their addresses are given to no one else',
  holds: 'valid pods have all they had',
  judge: judgeKeeps,
  evidence: ({ adds, gc, more }) => show(more ?? gc ?? (adds.at(-1) as Done)),
};

export function judgeKeeps({ adds, gc, checks, more }: KeepsSeen): Finding | undefined {
  const failed = adds.find((add) => !add.ok) ?? (gc?.ok ? undefined : gc);
  if (failed) return failure(failed);
  const check = checks.find((done) => !done.ok);
  if (check) return failure(check, 'after GC, CHECK of a pod that is valid');
  const kept = adds.slice(0, -1).flatMap(addressesIn);
  const taken = more?.ok ? addressesIn(more).find((address) => kept.includes(address)) : undefined;
  return taken === undefined
    ? undefined
    : { found: `GC freed ${taken}, which a valid pod has`, evidence: show(more as Done) };
}

export const gcByInterface: Case<KeepsSeen> = {
  title: 'GC tells the interfaces of one pod apart',
  rule: must(
    'section 3, Execution of Network Configurations',
    'An attachment may be uniquely identified by the `(CNI_CONTAINERID, CNI_IFNAME)` tuple.',
  ),
  since: '1.1.0',
  level: 'full',
  roles: POOLS,
  needs: ['subnet'],
  scene: interfaceGoes,
  expected: () => 'of a pod with eth0 and net1, of which only eth0 is valid, GC frees the address of net1',
  holds: 'the address of net1 is free',
  judge: ({ adds, full, gc, more }): Finding | undefined => {
    const failed = adds.find((add) => !add.ok) ?? (gc?.ok ? undefined : gc);
    if (failed) return failure(failed);
    if (full?.ok) return { found: 'a sixth ADD worked in a subnet with room for five', notApplicable: true };
    return more?.ok ? undefined : failure(more as Done, 'after GC of net1');
  },
  evidence: ({ adds, more }) => show(more ?? (adds.at(-1) as Done)),
};
