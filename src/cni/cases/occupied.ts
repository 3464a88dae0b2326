import { addressesOf } from '../kernel.ts';
import { must } from '../spec.ts';
import type { Case, Scene } from './case.ts';
import { failure, show } from './show.ts';
import { act, addPod, type Done, lookAt, type Stage } from './stage.ts';

/** A pod that has the interface already. */

export type ExistingSeen = {
  /** ADD for a pod that has the interface already; index and addresses of that interface before and after. */
  existing: Done;
  before: number | undefined;
  after: number | undefined;
  addresses: readonly string[];
  /** Interfaces on the host that it has left there, less the bridge. */
  left: readonly string[];
  /** ADD for an ordinary pod: a plugin that always fails refuses nothing. */
  works: Done;
};

const occupied: Scene<ExistingSeen> = {
  id: 'occupied',
  pods: ['try-a', 'try-b'],
  async look(stage) {
    await occupy(stage);
    const look = async () => {
      const { host, pod } = await lookAt(stage, 'try-a');
      return { host: host.links, found: pod.links.find((link) => link.ifname === stage.ifname) };
    };
    const before = await look();
    const existing = await addPod(stage, 'try-a');
    const after = await look();
    const known = new Set([...before.host.map((link) => link.ifname), stage.wanted.bridge]);
    const left = after.host.map((link) => link.ifname).filter((name) => !known.has(name));
    const indexes = { before: before.found?.ifindex, after: after.found?.ifindex };
    return { existing, ...indexes, addresses: addressesOf(after.found), left, works: await addPod(stage, 'try-b') };
  },
};

/** Gives a pod the interface that ADD is to make. */
export function occupy(stage: Stage) {
  const link = ['ip', 'link', 'add', 'name', stage.ifname, 'type', 'veth', 'peer', 'name', 'other0'];
  return act(stage, 'try-a', link);
}

export const addRefusesExisting: Case<ExistingSeen> = {
  title: 'ADD refuses a pod that has the interface already',
  rule: must(
    'section 2, ADD',
    'If an interface of the requested name already exists in the container, the CNI plugin MUST return with an error.',
  ),
  scene: occupied,
  expected: () => 'ADD fails, leaves that eth0 as it is, and leaves nothing of its own behind',
  holds: 'refused, and nothing left behind',
  judge: judgeExisting,
  evidence: ({ existing }) => show(existing),
};

export function judgeExisting({ works, existing, before, after, addresses, left }: ExistingSeen) {
  if (!works.ok) return failure(works);
  const [call] = existing.calls;
  if (!call) return { found: existing.problem ?? 'the plugin was not called' };
  if (call.exitCode === 0) return { found: 'ADD exited with 0 although the pod had an eth0' };
  if (!call.error) return { found: existing.problem ?? 'ADD failed without an error object' };
  if (after !== before) return { found: 'the eth0 that was there has gone' };
  if (addresses.length > 0) return { found: `the eth0 that was there has got the address ${addresses.join(', ')}` };
  if (left.length > 0) {
    const because = 'every failed try leaves one more: look before you make anything, or take back what you made';
    return { found: `ADD failed and left ${left.join(', ')} on the host`, because };
  }
  return undefined;
}
