import type { Evidence } from '../../checks/check.ts';
import { type ChainOutcome, netnsPath } from '../runtime.ts';
import type { Case, Finding } from './case.ts';
import { smallNetwork } from './pods.ts';
import { addPod, delPod, evidenceOf, linesOf, lookAt, makePod, podLine } from './stage.ts';

/** DEL takes back what ADD made, as often as it is asked and whatever has gone already (section 2, "DEL"). */

export type RemovedSeen = {
  add: ChainOutcome;
  del: ChainOutcome;
  /** eth0 is still in the pod. */
  remains: boolean;
  /** Interfaces on the host that were not there before ADD, less the bridge. */
  left: readonly string[];
};

export const delRemoves: Case<RemovedSeen> = {
  title: 'DEL removes the interface on both sides',
  rule: {
    section: 'section 2, DEL',
    sentence: 'the plugin deletes the interface CNI_IFNAME inside the container at CNI_NETNS',
  },
  expected: () => 'after DEL the pod has no eth0 and the host no end of its veth pair',
  holds: 'both ends have gone',
  async look(stage) {
    await makePod(stage, 'try-b');
    const before = await lookAt(stage, 'try-b');
    const add = await addPod(stage, 'try-a');
    const del = await delPod(stage, 'try-a');
    const { host, pod } = await lookAt(stage, 'try-a');
    const known = new Set([...before.host.links.map((link) => link.ifname), stage.wanted.bridge]);
    const left = host.links.filter((link) => link.linkinfo?.info_kind === 'veth' && !known.has(link.ifname));
    return {
      add,
      del,
      remains: pod.links.some((link) => link.ifname === 'eth0'),
      left: left.map((link) => link.ifname),
    };
  },
  judge: judgeRemoved,
  evidence: (seen) => evidenceOf(seen.del, [podLine('try-a'), ...linesOf(seen.add)]),
};

export function judgeRemoved({ add, del, remains, left }: RemovedSeen): Finding | undefined {
  if (!add.ok) return { found: add.problem ?? 'ADD failed', evidence: evidenceOf(add, [podLine('try-a')]) };
  if (!del.ok) return { found: del.problem ?? 'DEL failed' };
  if (remains) return { found: 'DEL exited with 0, and eth0 is still in the pod' };
  if (left.length > 0) return { found: `DEL left ${left.join(', ')} on the host` };
  return undefined;
}

export type StepsSeen = {
  /** What was done, in order, in words: "DEL", "DEL once more". */
  steps: readonly { did: string; pod: string; outcome: ChainOutcome }[];
};

export const delRepeats: Case<StepsSeen> = {
  title: 'DEL can be repeated',
  rule: {
    section: 'section 2, DEL',
    sentence:
      'plugins must accept multiple DEL calls for the same container, and return success if the interface is missing',
  },
  expected: () => 'DEL exits with 0 the second time too, and for a pod that was never added',
  holds: 'every DEL succeeds',
  async look(stage) {
    const add = await addPod(stage, 'try-a');
    const first = await delPod(stage, 'try-a');
    const second = await delPod(stage, 'try-a');
    await makePod(stage, 'try-b');
    const never = await delPod(stage, 'try-b');
    return {
      steps: [
        { did: 'ADD', pod: 'try-a', outcome: add },
        { did: 'DEL', pod: 'try-a', outcome: first },
        { did: 'a second DEL', pod: 'try-a', outcome: second },
        { did: 'DEL of a pod that was never added', pod: 'try-b', outcome: never },
      ],
    };
  },
  judge: judgeSteps,
  evidence: (seen) => stepsEvidence(seen.steps),
};

const KUBELET =
  'kubelet repeats DEL until it succeeds: a DEL that fails keeps the pod "Terminating" and its address taken';

export const delFrees: Case<StepsSeen> = {
  title: 'DEL frees the address',
  rule: { section: 'section 2, DEL', sentence: 'an IPAM plugin releases the IP allocation on DEL' },
  expected: () => 'in a subnet with room for one pod, ADD works again after DEL',
  holds: 'the address is free again',
  async look(stage) {
    const { list } = smallNetwork(stage);
    const first = await addPod(stage, 'try-a', list);
    const del = await delPod(stage, 'try-a', list);
    const second = await addPod(stage, 'try-b', list);
    return {
      steps: [
        { did: 'ADD', pod: 'try-a', outcome: first },
        { did: 'DEL', pod: 'try-a', outcome: del },
        { did: 'ADD of the next pod, after DEL', pod: 'try-b', outcome: second },
      ],
    };
  },
  judge: judgeSteps,
  evidence: (seen) => stepsEvidence(seen.steps),
};

export const delWithoutNamespace: Case<StepsSeen> = {
  title: 'DEL works when the namespace has gone',
  rule: {
    section: 'section 2, DEL',
    sentence: 'an IPAM plugin releases the address and returns success even if the network namespace no longer exists',
  },
  expected: () => 'DEL exits with 0 and frees the address, with CNI_NETNS gone and with CNI_NETNS empty',
  holds: 'DEL needs no namespace',
  async look(stage) {
    const { list } = smallNetwork(stage);
    const remove = (pod: string) => stage.network.run(stage.node, ['ip', 'netns', 'del', pod]);
    const first = await addPod(stage, 'try-a', list);
    await remove('try-a');
    const gone = await delPod(stage, 'try-a', list, netnsPath('try-a'));
    const second = await addPod(stage, 'try-b', list);
    await remove('try-b');
    const empty = await delPod(stage, 'try-b', list, '');
    const third = await addPod(stage, 'try-c', list);
    return {
      steps: [
        { did: 'ADD', pod: 'try-a', outcome: first },
        { did: 'DEL with the namespace gone', pod: 'try-a', outcome: gone },
        { did: 'ADD after a DEL with the namespace gone', pod: 'try-b', outcome: second },
        { did: 'DEL with an empty CNI_NETNS', pod: 'try-b', outcome: empty },
        { did: 'ADD after a DEL with an empty CNI_NETNS', pod: 'try-c', outcome: third },
      ],
    };
  },
  judge: judgeSteps,
  evidence: (seen) => stepsEvidence(seen.steps),
};

/** Every step has to succeed; the first that does not is the finding. */
export function judgeSteps({ steps }: StepsSeen): Finding | undefined {
  const failed = steps.find((step) => !step.outcome.ok);
  if (!failed) return undefined;
  const found = `${failed.did}: ${failed.outcome.problem ?? 'failed'}`;
  const evidence = stepsEvidence(steps.slice(0, steps.indexOf(failed) + 1));
  if (failed.did === 'ADD') return { found: failed.outcome.problem ?? 'ADD failed', evidence };
  const leaked = failed.outcome.command === 'ADD';
  return {
    found,
    because: leaked ? 'the address of the deleted pod is still taken: in time the node runs out' : KUBELET,
    evidence,
  };
}

function stepsEvidence(steps: StepsSeen['steps']): Evidence {
  const before = steps.flatMap(({ pod, outcome }) => [
    ...(outcome.command === 'ADD' ? [podLine(pod)] : []),
    ...linesOf(outcome),
  ]);
  const last = steps.at(-1)?.outcome;
  return last ? evidenceOf(last, before.slice(0, before.length - last.calls.length)) : { command: '', output: '' };
}
