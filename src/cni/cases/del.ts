import type { Evidence } from '../../checks/check.ts';
import { type ChainOutcome, netnsPath } from '../attachment.ts';
import type { Case, Finding } from './case.ts';
import { smallNetwork } from './pods.ts';
import { addPod, delPod, evidenceOf, linesOf, lookAt, podLine } from './stage.ts';

/** DEL takes back what ADD made, as often as it is asked and whatever has gone already (section 2, "DEL"). */

export type RemovedSeen = {
  add: ChainOutcome;
  /** Undefined when ADD failed already. */
  del: ChainOutcome | undefined;
  /** eth0 is still in the pod. */
  remains: boolean;
  /** Ends of veth pairs on the host, which had none before ADD. */
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
    const add = await addPod(stage, 'try-a');
    const del = add.ok ? await delPod(stage, 'try-a') : undefined;
    const { host, pod } = await lookAt(stage, 'try-a');
    const left = host.links.filter((link) => link.linkinfo?.info_kind === 'veth');
    return {
      add,
      del,
      remains: pod.links.some((link) => link.ifname === 'eth0'),
      left: left.map((link) => link.ifname),
    };
  },
  judge: judgeRemoved,
  evidence: ({ add, del }) => evidenceOf(del ?? add, [podLine('try-a'), ...(del ? linesOf(add) : [])]),
};

export function judgeRemoved({ add, del, remains, left }: RemovedSeen): Finding | undefined {
  if (!add.ok || !del) return { found: add.problem ?? 'ADD failed' };
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
  pods: ['try-a', 'try-b'],
  look: (stage) =>
    inSteps([
      { did: 'ADD', pod: 'try-a', act: () => addPod(stage, 'try-a') },
      { did: 'DEL', pod: 'try-a', act: () => delPod(stage, 'try-a') },
      { did: 'a second DEL', pod: 'try-a', act: () => delPod(stage, 'try-a') },
      { did: 'DEL of a pod that was never added', pod: 'try-b', act: () => delPod(stage, 'try-b') },
    ]),
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
  pods: ['try-a', 'try-b'],
  look: (stage) => {
    const { list } = smallNetwork(stage);
    return inSteps([
      { did: 'ADD', pod: 'try-a', act: () => addPod(stage, 'try-a', list) },
      { did: 'DEL', pod: 'try-a', act: () => delPod(stage, 'try-a', list) },
      { did: 'ADD of the next pod, after DEL', pod: 'try-b', act: () => addPod(stage, 'try-b', list) },
    ]);
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
  pods: ['try-a', 'try-b', 'try-c'],
  look: (stage) => {
    const { list } = smallNetwork(stage);
    const delGone = async (pod: string, netns: string) => {
      await stage.network.run(stage.node, ['ip', 'netns', 'del', pod]);
      return delPod(stage, pod, list, netns);
    };
    return inSteps([
      { did: 'ADD', pod: 'try-a', act: () => addPod(stage, 'try-a', list) },
      { did: 'DEL with the namespace gone', pod: 'try-a', act: () => delGone('try-a', netnsPath('try-a')) },
      { did: 'ADD after a DEL with the namespace gone', pod: 'try-b', act: () => addPod(stage, 'try-b', list) },
      { did: 'DEL with an empty CNI_NETNS', pod: 'try-b', act: () => delGone('try-b', '') },
      { did: 'ADD after a DEL with an empty CNI_NETNS', pod: 'try-c', act: () => addPod(stage, 'try-c', list) },
    ]);
  },
  judge: judgeSteps,
  evidence: (seen) => stepsEvidence(seen.steps),
};

/** Takes the steps in order, up to and with the first that fails. */
async function inSteps(
  plan: readonly { did: string; pod: string; act(): Promise<ChainOutcome> }[],
): Promise<StepsSeen> {
  const steps: StepsSeen['steps'][number][] = [];
  for (const step of plan) {
    const outcome = await step.act();
    steps.push({ did: step.did, pod: step.pod, outcome });
    if (!outcome.ok) break;
  }
  return { steps };
}

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
