import { addressesOf, isUp, type KernelLink, type NetworkState, peerOf } from '../kernel.ts';
import { must } from '../spec.ts';
import type { Case, Finding } from './case.ts';
import { type LifeSeen, life } from './life.ts';
import { show } from './show.ts';
import type { Done } from './stage.ts';
import { subnetOf, type Wanted } from './wanted.ts';

/** What one ADD makes in the kernel (section 2, "ADD"). */

export type AddSeen = {
  wanted: Wanted;
  ifname: string;
  netns: string;
  add: Done;
  host: NetworkState;
  pod: NetworkState;
  /** Whether the gateway answered a ping from the pod; undefined when no gateway is known. */
  gatewayAnswers: boolean | undefined;
};

const CREATES = 'create the interface defined by `CNI_IFNAME` inside the container at `CNI_NETNS`';
const CONNECTS =
  '"Interface" plugins, which create a network interface inside the container and ensure it has connectivity.';

export const addInterface: Case<LifeSeen> = {
  title: "ADD makes the pod's interface",
  rule: must('section 2, ADD', CREATES),
  scene: life,
  expected: ({ bridge }) => `eth0 in the pod, up${bridge ? `, one end of a veth pair that hangs on ${bridge}` : ''}`,
  holds: 'eth0 is there, up and connected',
  judge: ({ add }) => judgeInterface(add),
  evidence: ({ add }) => show(add.add),
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

export const addAddress: Case<LifeSeen> = {
  title: 'ADD gives the pod an address of the subnet',
  rule: must('section 5, ADD Success', '`ips`: IPs assigned by this attachment.'),
  needs: ['subnet'],
  scene: life,
  expected: ({ subnet }) => `eth0 has an address of ${subnet ?? 'its network'}`,
  holds: 'eth0 has its address',
  judge: ({ add }) => judgeAddress(add),
  evidence: ({ add }) => show(add.add),
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

export const addBridge: Case<LifeSeen> = {
  title: 'ADD makes the bridge with the gateway address',
  rule: must('section 2, Overview', CONNECTS),
  needs: ['bridge'],
  scene: life,
  expected: ({ bridge, gateway }) =>
    `${bridge ?? 'a bridge'} on the host, up, with ${gateway ?? 'the gateway address'}`,
  holds: 'the bridge is up and has the gateway address',
  judge: ({ add }) => judgeBridge(add),
  evidence: ({ add }) => show(add.add),
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

export const addRoute: Case<LifeSeen> = {
  title: 'ADD gives the pod a default route',
  rule: must('section 2, Overview', CONNECTS),
  needs: ['gateway'],
  scene: life,
  expected: ({ gateway }) => `a default route via ${gateway ?? 'the gateway'}, which answers`,
  holds: 'the default route is there, and the gateway answers',
  judge: ({ add }) => judgeRoute(add),
  evidence: ({ add }) => show(add.add),
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
