import type { ChainOutcome } from '../attachment.ts';
import { addressesOf } from '../kernel.ts';
import { type AddSeen, judgeAddress, judgeBridge, lookAtAdd, POD } from './add.ts';
import type { Case, Finding } from './case.ts';
import { addPod, evidenceOf, lookAt, podLine, withValues } from './stage.ts';

/** What ADD must do besides making an interface: obey its configuration, and refuse what it must not touch. */

const OTHER = { bridge: 'try-br1', subnet: '172.31.250.0/24', gateway: '172.31.250.1' } as const;

export const addFollowsConfig: Case<AddSeen> = {
  title: 'ADD does what its configuration says',
  rule: {
    section: 'section 2, ADD',
    sentence: 'the runtime provides the plugin configuration on standard input; the plugin works by it',
  },
  expected: () => `with bridge ${OTHER.bridge} and subnet ${OTHER.subnet} in the configuration, ADD makes these`,
  holds: 'another configuration gives another network',
  look: (stage) => {
    const { bridge = '', subnet = '', gateway = '' } = stage.wanted;
    const values = new Map([
      [bridge, OTHER.bridge],
      [subnet, OTHER.subnet],
      [gateway, OTHER.gateway],
    ]);
    values.delete('');
    return lookAtAdd({ ...stage, list: withValues(stage.list, values), wanted: OTHER });
  },
  judge: judgeFollows,
  evidence: (seen) => evidenceOf(seen.add, [podLine(POD)]),
};

export function judgeFollows(seen: AddSeen): Finding | undefined {
  const fault = judgeBridge(seen) ?? judgeAddress(seen);
  if (!fault || !seen.add.ok) return fault;
  const because = 'a value that is written into the plugin serves one network only: read it from standard input';
  return { found: `with another configuration: ${fault.found}`, because };
}

export type ExistingSeen = {
  /** ADD for a pod without an eth0: a plugin that always fails refuses nothing. */
  works: ChainOutcome;
  add: ChainOutcome;
  /** Index of eth0 before and after ADD: another index is another interface. */
  before: number | undefined;
  after: number | undefined;
  /** Addresses the existing interface has got. */
  addresses: readonly string[];
  /** Interfaces on the host that ADD has left there, less the bridge. */
  left: readonly string[];
};

export const addRefusesExisting: Case<ExistingSeen> = {
  title: 'ADD refuses a pod that has the interface already',
  rule: {
    section: 'section 2, ADD',
    sentence:
      'if an interface of the requested name already exists in the container, the plugin must return with an error',
  },
  expected: () => 'ADD fails, leaves that eth0 as it is, and leaves nothing of its own behind',
  holds: 'refused, and nothing left behind',
  pods: [POD, 'try-b'],
  async look(stage) {
    const { network, wanted } = stage;
    const works = await addPod(stage, 'try-b');
    await network.run(POD, ['ip', 'link', 'add', 'name', 'eth0', 'type', 'veth', 'peer', 'name', 'other0']);
    const before = await lookAt(stage, POD);
    const add = works.ok ? await addPod(stage, POD) : works;
    const after = await lookAt(stage, POD);
    const eth0 = after.pod.links.find((link) => link.ifname === 'eth0');
    const known = new Set([...before.host.links.map((link) => link.ifname), wanted.bridge]);
    return {
      works,
      add,
      before: before.pod.links.find((link) => link.ifname === 'eth0')?.ifindex,
      after: eth0?.ifindex,
      addresses: addressesOf(eth0),
      left: after.host.links.map((link) => link.ifname).filter((name) => !known.has(name)),
    };
  },
  judge: judgeExisting,
  evidence: (seen) =>
    evidenceOf(seen.add, [podLine(POD), `ip -n ${POD} link add name eth0 type veth peer name other0`]),
};

export function judgeExisting({ works, add, before, after, addresses, left }: ExistingSeen): Finding | undefined {
  if (!works.ok) return { found: works.problem ?? 'ADD failed', evidence: evidenceOf(works, [podLine('try-b')]) };
  const [call] = add.calls;
  if (!call) return { found: add.problem ?? 'the plugin was not called' };
  if (call.exitCode === 0) return { found: 'ADD exited with 0 although the pod had an eth0' };
  if (!call.error) return { found: add.problem ?? 'ADD failed without an error object' };
  if (after !== before) return { found: 'the eth0 that was there has gone' };
  if (addresses.length > 0) return { found: `the eth0 that was there has got the address ${addresses.join(', ')}` };
  if (left.length > 0) {
    const because = 'every failed try leaves one more: look before you make anything, or take back what you made';
    return { found: `ADD failed and left ${left.join(', ')} on the host`, because };
  }
  return undefined;
}
