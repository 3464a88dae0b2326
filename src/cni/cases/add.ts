import { type ChainOutcome, netnsPath } from '../attachment.ts';
import { addressesOf, isUp, type KernelLink, type NetworkState, peerOf } from '../kernel.ts';
import type { Case, Finding } from './case.ts';
import { addPod, evidenceOf, lookAt, podLine, type Stage, subnetOf, type Wanted } from './stage.ts';

/** What one ADD makes in the kernel (section 2, "ADD"). */

export type AddSeen = {
  wanted: Wanted;
  ifname: string;
  netns: string;
  add: ChainOutcome;
  host: NetworkState;
  pod: NetworkState;
  /** Whether the gateway answered a ping from the pod; undefined when no gateway is known. */
  gatewayAnswers: boolean | undefined;
};

export const POD = 'try-a';

/** ADD for one pod on an empty host, then a look at everything it made. */
export async function lookAtAdd(stage: Stage): Promise<AddSeen> {
  const add = await addPod(stage, POD);
  const { gateway } = stage.wanted;
  const [{ host, pod }, ping] = await Promise.all([
    lookAt(stage, POD),
    gateway && add.ok ? stage.network.run(POD, ['ping', '-c', '1', '-W', '1', gateway]) : undefined,
  ]);
  const gatewayAnswers = ping && ping.exitCode === 0;
  return { wanted: stage.wanted, ifname: 'eth0', netns: netnsPath(POD), add, host, pod, gatewayAnswers };
}

const evidence = (seen: AddSeen) => evidenceOf(seen.add, [podLine(POD)]);

export const addInterface: Case<AddSeen> = {
  title: "ADD makes the pod's interface",
  rule: {
    section: 'section 2, ADD',
    sentence: 'the plugin creates the interface CNI_IFNAME inside the namespace CNI_NETNS',
  },
  expected: ({ bridge }) => `eth0 in the pod, up, one end of a veth pair${bridge ? ` that hangs on ${bridge}` : ''}`,
  holds: 'eth0 is there, up and connected',
  look: lookAtAdd,
  judge: judgeInterface,
  evidence,
};

export function judgeInterface({ add, ifname, pod, host, wanted }: AddSeen): Finding | undefined {
  if (!add.ok) return { found: add.problem ?? 'ADD failed' };
  const link = pod.links.find((one) => one.ifname === ifname);
  if (!link) {
    const others = pod.links.map((one) => one.ifname).filter((name) => name !== 'lo');
    const there = others.length > 0 ? `, but ${others.join(', ')}` : '';
    return { found: `no ${ifname} in the pod${there}`, because: 'CNI_IFNAME says what the interface has to be called' };
  }
  if (!isUp(link)) return { found: `${ifname} is down` };
  if (!wanted.bridge) return undefined;
  const peer = peerOf(link, host.links);
  if (!peer) return { found: `the other end of ${ifname} is not on the host: it must be one end of a veth pair` };
  if (peer.master !== wanted.bridge) {
    const hangs = peer.master ? `hangs on ${peer.master}` : 'hangs on no bridge';
    return { found: `the other end of ${ifname}, ${peer.ifname}, ${hangs}` };
  }
  if (!isUp(peer)) return { found: `the other end of ${ifname}, ${peer.ifname}, is down` };
  return undefined;
}

export const addAddress: Case<AddSeen> = {
  title: 'ADD gives the pod an address of the subnet',
  rule: { section: 'section 5, ADD Success', sentence: 'ips holds the addresses assigned by this attachment' },
  expected: ({ subnet }) => `eth0 has an address of ${subnet ?? 'its network'}`,
  holds: 'eth0 has its address',
  look: lookAtAdd,
  judge: judgeAddress,
  evidence,
};

export function judgeAddress({ add, ifname, pod, wanted }: AddSeen): Finding | undefined {
  if (!add.ok) return { found: add.problem ?? 'ADD failed' };
  const addresses = addressesOf(pod.links.find((link) => link.ifname === ifname));
  if (addresses.length === 0) return { found: `${ifname} has no IPv4 address` };
  const subnet = subnetOf(wanted.subnet);
  if (!subnet) return undefined;
  const inside = addresses.map((cidr) => subnetOf(cidr)).find((address) => address?.isInSubnet(hostOnly(subnet)));
  if (!inside) return { found: `${ifname} has ${addresses.join(', ')}, outside ${wanted.subnet}` };
  const text = `${inside.correctForm()}/${inside.subnetMask}`;
  if (inside.subnetMask !== subnet.subnetMask) {
    const because = `with /${inside.subnetMask} the pod takes a different set of addresses for its neighbours`;
    return { found: `${ifname} has ${text}: the prefix length is not /${subnet.subnetMask}`, because };
  }
  const taken: Record<string, string> = {
    [subnet.startAddress().correctForm()]: 'the address of the network itself',
    [subnet.endAddress().correctForm()]: 'the broadcast address',
    [wanted.gateway ?? '']: "the gateway's own address",
  };
  const clash = taken[inside.correctForm()];
  return clash ? { found: `${ifname} has ${text}, ${clash}` } : undefined;
}

export const addBridge: Case<AddSeen> = {
  title: 'ADD makes the bridge with the gateway address',
  rule: {
    section: 'section 2, ADD',
    sentence: 'after a successful ADD the pod has connectivity: whatever that needs on the host is made by the plugin',
  },
  expected: ({ bridge, gateway }) =>
    `${bridge ?? 'a bridge'} on the host, up, with ${gateway ?? 'the gateway address'}`,
  holds: 'the bridge is up and has the gateway address',
  look: lookAtAdd,
  judge: judgeBridge,
  evidence,
};

export function judgeBridge({ add, host, wanted }: AddSeen): Finding | undefined {
  if (!add.ok) return { found: add.problem ?? 'ADD failed' };
  if (!wanted.bridge) return { found: 'the configuration names no bridge' };
  const bridge = host.links.find((link) => link.ifname === wanted.bridge);
  if (!bridge) return { found: `no ${wanted.bridge} on the host` };
  if (bridge.linkinfo?.info_kind !== 'bridge') return { found: `${wanted.bridge} is no bridge` };
  if (!isUp(bridge)) return { found: `${wanted.bridge} is down` };
  return judgeGateway(bridge, wanted);
}

function judgeGateway(bridge: KernelLink, { gateway, subnet }: Wanted): Finding | undefined {
  if (!gateway) return undefined;
  const addresses = addressesOf(bridge);
  const own = addresses.find((cidr) => cidr.startsWith(`${gateway}/`));
  if (!own) {
    const has = addresses.length > 0 ? addresses.join(', ') : 'no address';
    return { found: `${bridge.ifname} has ${has}`, because: `pods send what leaves their network to ${gateway}` };
  }
  const length = subnetOf(subnet)?.subnetMask;
  if (length !== undefined && !own.endsWith(`/${length}`)) {
    const because = 'without the right prefix length the host does not know that the pods are behind this bridge';
    return { found: `${bridge.ifname} has ${own}: the prefix length is not /${length}`, because };
  }
  return undefined;
}

export const addRoute: Case<AddSeen> = {
  title: 'ADD gives the pod a default route',
  rule: {
    section: 'section 2, ADD',
    sentence: 'an interface plugin creates an interface inside the container and ensures it has connectivity',
  },
  expected: ({ gateway }) => `a default route via ${gateway ?? 'the gateway'}, which answers`,
  holds: 'the default route is there, and the gateway answers',
  look: lookAtAdd,
  judge: judgeRoute,
  evidence,
};

export function judgeRoute({ add, pod, wanted, gatewayAnswers }: AddSeen): Finding | undefined {
  if (!add.ok) return { found: add.problem ?? 'ADD failed' };
  const route = pod.routes.find((one) => one.dst === 'default');
  if (!route) {
    const because =
      'without one the pod reaches its own network and nothing else: no Service, no other node, no internet';
    return { found: 'no default route in the pod', because };
  }
  if (wanted.gateway && route.gateway !== wanted.gateway) {
    return { found: `the default route goes via ${route.gateway ?? `${route.dev} directly`}` };
  }
  if (gatewayAnswers === false) return { found: `the route is there, but ${wanted.gateway} does not answer the pod` };
  return undefined;
}

/** A subnet as isInSubnet wants it: its first address with its mask. */
function hostOnly(subnet: NonNullable<ReturnType<typeof subnetOf>>): typeof subnet {
  return subnetOf(subnet.networkForm()) ?? subnet;
}
