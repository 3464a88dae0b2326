import { must, should } from '../spec.ts';
import { type Case, EVERY_ROLE, type Finding, type Role, type Scene } from './case.ts';
import { inSteps, judgeSteps, type StepsSeen } from './freeing.ts';
import { addressesIn } from './pods.ts';
import { failure, show } from './show.ts';
import { act, addPod, checkPod, type Done, delPod, gcAll, type Stage, statusAll } from './stage.ts';
import { newIn, readTraces, type Traces } from './traces.ts';
import { smallNetwork } from './wanted.ts';

/** GC frees what belongs to no attachment that is valid, and nothing else; STATUS says whether there is room (since CNI 1.1.0). */

const POOLS: readonly Role[] = ['interface', 'ipam'];

const frees: Scene<StepsSeen> = {
  id: 'gc-frees',
  pods: ['try-a', 'try-b'],
  look: (whole) => {
    const stage = { ...whole, list: smallNetwork(whole.list, whole.wanted) };
    const lost = async () => {
      await act(stage, stage.node, ['ip', 'netns', 'del', 'try-a']);
      return gcAll(stage, []);
    };
    return inSteps([
      ['ADD', () => addPod(stage, 'try-a')],
      ['GC with no valid attachment', lost],
      ['a second GC', () => gcAll(stage, [])],
      ['ADD after GC', () => addPod(stage, 'try-b')],
    ]);
  },
};

export const gcFrees: Case<StepsSeen> = {
  title: 'GC frees the address of a pod that has gone',
  rule: should(
    'section 2, GC',
    'A plugin SHOULD remove as many stale resources as possible. For example, a plugin should remove any IPAM reservations associated with attachments not in the provided list.',
  ),
  since: '1.1.0',
  roles: POOLS,
  needs: ['subnet'],
  scene: frees,
  expected: () => 'in a subnet with room for one pod, whose namespace has gone without a DEL, ADD works after GC',
  holds: 'the address is free again',
  judge: judgeSteps,
  evidence: ({ steps }) => show((steps.at(-1) as StepsSeen['steps'][number]).done),
};

export const gcSilent: Case<StepsSeen> = {
  title: 'GC can be repeated and prints nothing',
  rule: must('section 2, GC', 'No output on success, "error" result structure on error.'),
  since: '1.1.0',
  level: 'full',
  roles: POOLS,
  scene: frees,
  expected: () => 'GC exits with 0 twice, with nothing on standard output',
  holds: 'silent both times',
  judge: ({ steps }) => {
    const gcs = steps.filter(({ done }) => done.command === 'GC');
    const failed =
      steps.find(({ done }) => !done.ok && done.command !== 'ADD') ?? (gcs.length === 0 ? steps.at(-1) : undefined);
    if (failed) return failure(failed.done, failed.did);
    const loud = gcs.find(({ done }) => done.calls.some((call) => call.stdout.trim() !== ''));
    return loud
      ? { found: `GC printed ${loud.done.calls[0]?.stdout.trim().slice(0, 80)}`, evidence: show(loud.done) }
      : undefined;
  },
  evidence: ({ steps }) => show((steps.find(({ done }) => done.command === 'GC') ?? steps[0])?.done as Done),
};

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
