import type { Ran } from '../../checks/check.ts';
import type { ChainOutcome } from '../attachment.ts';
import { addressesOf, type NetworkState } from '../kernel.ts';
import type { Case, Finding } from './case.ts';
import { addPod, evidenceOf, linesOf, lookAt, podLine, type Stage, subnetOf, withValues } from './stage.ts';

/** Several pods on one network: addresses are theirs alone, and they reach each other. */

export type PodSeen = { pod: string; add: ChainOutcome; addresses: readonly string[] };

export type PodsSeen = {
  pods: readonly PodSeen[];
  /** Pings from pod to pod that were not answered, as sentences' ends: "try-a does not reach 10.244.0.3". */
  silent: readonly string[];
};

const CROWD = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => `try-${letter}`);

const LOCK = 'the plugin has to remember which addresses are taken, and look and take in one step';

export const twoPods: Case<PodsSeen> = {
  title: 'two pods get different addresses and reach each other',
  rule: {
    section: 'section 5, ADD Success; Kubernetes network model',
    sentence: 'every pod has an address of its own and reaches all others at theirs',
  },
  expected: () => 'two ADDs give two addresses, and ping works both ways',
  holds: 'different addresses, and both answer',
  pods: ['try-a', 'try-b'],
  async look(stage) {
    const first = await seePod(stage, 'try-a', await addPod(stage, 'try-a'));
    if (!first.add.ok) return { pods: [first], silent: [] };
    const second = await seePod(stage, 'try-b', await addPod(stage, 'try-b'));
    const pings = await Promise.all([ping(stage, first, second), ping(stage, second, first)]);
    return { pods: [first, second], silent: pings.filter((line) => line !== undefined) };
  },
  judge: judgePods,
  evidence: lastEvidence,
};

export const manyAtOnce: Case<PodsSeen> = {
  title: 'pods added at the same moment get different addresses',
  rule: {
    section: 'section 3, Lifecycle & Ordering',
    sentence:
      'plugins must handle being executed concurrently across different containers, with locks on what they share',
  },
  expected: () => '6 ADDs at once give 6 addresses',
  holds: '6 different addresses',
  pods: CROWD,
  async look(stage) {
    const added = await Promise.all(CROWD.map((name) => addPod(stage, name)));
    const pods = await Promise.all(CROWD.map((name, index) => seePod(stage, name, added[index] as ChainOutcome)));
    return { pods, silent: [] };
  },
  judge: judgePods,
  evidence: lastEvidence,
};

/** Different addresses for all, and no silence between them. */
export function judgePods({ pods, silent }: PodsSeen): Finding | undefined {
  const failed = pods.find((pod) => !pod.add.ok);
  if (failed) {
    return { found: failed.add.problem ?? 'ADD failed', evidence: evidenceOf(failed.add, [podLine(failed.pod)]) };
  }
  const bare = pods.find((pod) => pod.addresses.length === 0);
  if (bare) return { found: `ADD gave ${bare.pod} no address` };
  const owners = new Map<string, string>();
  for (const { pod, addresses } of pods) {
    for (const address of addresses.map((cidr) => cidr.split('/')[0] ?? cidr)) {
      const other = owners.get(address);
      if (other) return { found: `${other} and ${pod} both have ${address}`, because: LOCK };
      owners.set(address, pod);
    }
  }
  return silent[0] ? { found: silent[0] } : undefined;
}

export type FullSeen = { subnet: string | undefined; first: ChainOutcome; second: ChainOutcome };

export const refusesWhenFull: Case<FullSeen> = {
  title: 'ADD fails when all addresses are taken',
  rule: {
    section: 'section 2, ADD',
    sentence: 'if the plugin cannot do what was asked, it exits with an error',
  },
  expected: () => 'in a subnet with room for one pod, the second ADD fails with an error object',
  holds: 'the second ADD is refused',
  pods: ['try-a', 'try-b'],
  async look(stage) {
    const small = smallNetwork(stage);
    const first = await addPod(stage, 'try-a', small.list);
    const second = first.ok ? await addPod(stage, 'try-b', small.list) : first;
    return { subnet: small.subnet, first, second };
  },
  judge: judgeFull,
  evidence: (seen) => evidenceOf(seen.second, [podLine('try-a'), ...linesOf(seen.first), podLine('try-b')]),
};

export function judgeFull({ subnet, first, second }: FullSeen): Finding | undefined {
  if (!subnet) return { found: 'the configuration names no IPv4 subnet' };
  if (!first.ok) return { found: first.problem ?? 'ADD failed', evidence: evidenceOf(first, [podLine('try-a')]) };
  if (second.ok) {
    const given = second.result?.ips.map((ip) => ip.address).join(', ');
    return {
      found: `in ${subnet}, which has room for one pod, the second ADD gave ${given || 'no address'}`,
      because: LOCK,
    };
  }
  if (!second.calls.some((call) => call.error)) return { found: second.problem ?? 'no error object' };
  return undefined;
}

/** The network with a subnet of four addresses: its own, the gateway, one pod, broadcast. */
export function smallNetwork({ list, wanted }: Pick<Stage, 'list' | 'wanted'>): {
  list: Stage['list'];
  subnet: string | undefined;
} {
  const address = subnetOf(wanted.subnet)?.startAddress().correctForm();
  if (!address || !wanted.subnet) return { list, subnet: undefined };
  const subnet = `${address}/30`;
  return { list: withValues(list, new Map([[wanted.subnet, subnet]])), subnet };
}

async function seePod(stage: Stage, pod: string, add: ChainOutcome): Promise<PodSeen> {
  const { pod: state } = await lookAt(stage, pod);
  return { pod, add, addresses: podAddresses(state) };
}

function podAddresses(state: NetworkState): string[] {
  return state.links.filter((link) => link.ifname !== 'lo').flatMap(addressesOf);
}

async function ping(stage: Stage, from: PodSeen, to: PodSeen): Promise<string | undefined> {
  const target = to.addresses[0]?.split('/')[0];
  if (!target) return undefined;
  const ran: Ran = await stage.network.run(from.pod, ['ping', '-c', '1', '-W', '1', target]);
  return ran.exitCode === 0 ? undefined : `${from.pod} does not reach ${to.pod} at ${target}`;
}

function lastEvidence(seen: PodsSeen) {
  const before = seen.pods.slice(0, -1).flatMap(({ pod, add }) => [podLine(pod), ...linesOf(add)]);
  const last = seen.pods.at(-1) as PodSeen;
  return evidenceOf(last.add, [...before, podLine(last.pod)]);
}
