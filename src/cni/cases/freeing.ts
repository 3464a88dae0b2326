import { must, type Rule, should } from '../spec.ts';
import { type Case, EVERY_ROLE, type Finding, POOLS, type Scene } from './case.ts';
import { failure, show } from './show.ts';
import { act, addPod, type Done, delPod, type Stage } from './stage.ts';
import { newIn, readTraces, type Traces } from './traces.ts';
import { smallNetwork } from './wanted.ts';

/** DEL gives back what ADD took, whatever has gone already (section 2, "DEL"). */

export type StepsSeen = {
  /** What was done, in order, in words; up to and with the first that failed. */
  steps: readonly { did: string; done: Done }[];
};

type Step = readonly [did: string, act: () => Promise<Done>];

/** A scene in a subnet with room for one pod. */
function small(id: string, pods: readonly string[], plan: (stage: Stage) => readonly Step[]): Scene<StepsSeen> {
  return { id, pods, look: (stage) => inSteps(plan({ ...stage, list: smallNetwork(stage.list, stage.wanted) })) };
}

async function delGone(stage: Stage, pod: string, netns?: string): Promise<Done> {
  await act(stage, stage.node, ['ip', 'netns', 'del', pod]);
  return delPod(stage, pod, netns === undefined ? {} : { netns });
}

const frees = small('frees', ['try-a', 'try-b'], (stage) => [
  ['ADD', () => addPod(stage, 'try-a')],
  ['DEL', () => delPod(stage, 'try-a')],
  ['ADD of the next pod, after DEL', () => addPod(stage, 'try-b')],
]);

const gone = small('gone', ['try-a', 'try-b', 'try-c'], (stage) => [
  ['ADD', () => addPod(stage, 'try-a')],
  ['DEL with the namespace gone', () => delGone(stage, 'try-a')],
  ['ADD after a DEL with the namespace gone', () => addPod(stage, 'try-b')],
  ['DEL with an empty CNI_NETNS', () => delGone(stage, 'try-b', '')],
  ['ADD after a DEL with an empty CNI_NETNS', () => addPod(stage, 'try-c')],
]);

const forgotten = small('forgotten', ['try-a', 'try-b'], (stage) => [
  ['ADD', () => addPod(stage, 'try-a')],
  ['DEL without prevResult', () => delPod(stage, 'try-a', { prevResult: null })],
  ['ADD after a DEL without prevResult', () => addPod(stage, 'try-b')],
]);

export const delFrees = freeing(
  'DEL frees the address',
  must('section 2, DEL', 'an IPAM plugin should generally release an IP allocation'),
  frees,
  'in a subnet with room for one pod, ADD works again after DEL',
);

export const delWithoutNamespace = freeing(
  'DEL works when the namespace has gone',
  must(
    'section 2, DEL',
    'an IPAM plugin should generally release an IP allocation and return success even if the container network namespace no longer exists',
  ),
  gone,
  'DEL exits with 0 and frees the address, with CNI_NETNS gone and with CNI_NETNS empty',
);

export const delWithoutResult = freeing(
  'DEL works without prevResult',
  should(
    'section 2, DEL',
    'Plugins should generally complete a `DEL` action without error even if some resources are missing.',
  ),
  forgotten,
  'DEL exits with 0 and frees the address',
);

const KUBELET =
  'kubelet repeats DEL until it succeeds: a DEL that fails keeps the pod "Terminating" and its address taken';

function freeing(title: string, rule: Rule, scene: Scene<StepsSeen>, expected: string): Case<StepsSeen> {
  return {
    ...{ title, rule, scene, roles: POOLS, needs: ['subnet'], holds: 'the address is free again' },
    expected: () => expected,
    judge: judgeSteps,
    evidence: ({ steps }) => show((steps.at(-1) as StepsSeen['steps'][number]).done),
  };
}

/** Every step has to succeed; the first that does not is the finding. */
export function judgeSteps({ steps }: StepsSeen): Finding | undefined {
  const failed = steps.find(({ done }) => !done.ok);
  if (!failed) return undefined;
  if (failed.did === 'ADD') return failure(failed.done);
  const leaked = failed.done.command === 'ADD';
  const because = leaked ? 'the address of the deleted pod is still taken: in time the node runs out' : KUBELET;
  return { ...failure(failed.done, failed.did), because };
}

/** Takes the steps in order, up to and with the first that fails. */
export async function inSteps(plan: readonly Step[]): Promise<StepsSeen> {
  const steps: StepsSeen['steps'][number][] = [];
  for (const [did, step] of plan) {
    const done = await step();
    steps.push({ did, done });
    if (!done.ok) break;
  }
  return { steps };
}

export type CycleSeen = StepsSeen & { first: Traces; second: Traces };

/** Two pods come and go. What the first leaves may be shared (a bridge, an empty chain); what the second adds to it is a leak. */
const cycles: Scene<CycleSeen> = {
  id: 'cycles',
  pods: ['try-a', 'try-b'],
  async look(stage) {
    const one = await inSteps([
      ['ADD', () => addPod(stage, 'try-a')],
      ['DEL', () => delPod(stage, 'try-a')],
    ]);
    const first = await readTraces(stage);
    const two = await inSteps([
      ['ADD', () => addPod(stage, 'try-b')],
      ['DEL', () => delPod(stage, 'try-b')],
    ]);
    return { steps: [...one.steps, ...two.steps], first, second: await readTraces(stage) };
  },
};

export const delLeavesNothing: Case<CycleSeen> = {
  title: 'DEL leaves nothing of a pod on the host',
  rule: must('section 2, DEL', "undo any modifications applied in the plugin's `ADD` functionality"),
  roles: EVERY_ROLE,
  scene: cycles,
  expected: () => 'links, addresses, routes, rules, firewall and files after the second pod as after the first',
  holds: 'nothing is left',
  judge: (seen) => {
    const failed = judgeSteps(seen);
    if (failed) return failed;
    const left = newIn(seen.second, seen.first);
    if (left.length === 0) return undefined;
    const because = 'it grows with every pod that comes and goes';
    return { found: `DEL left this on the host: ${left.slice(0, 3).join('; ')}`, because };
  },
  evidence: ({ steps }) => show((steps.at(-1) as StepsSeen['steps'][number]).done),
};
