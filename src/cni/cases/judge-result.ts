import { addressesOf, type KernelLink, peerOf } from '../kernel.ts';
import { must } from '../spec.ts';
import type { CniResult } from '../types.ts';
import type { Case, Finding } from './case.ts';
import type { AddSeen } from './judge-add.ts';
import { type LifeSeen, life } from './life.ts';
import { show } from './show.ts';

/** Whether the result of ADD says what the kernel has (section 5, "ADD Success"). */

const SECTION = 'section 5, ADD Success';

export const resultInterfaces: Case<LifeSeen> = {
  title: 'the result names the interfaces as the kernel has them',
  rule: must(
    SECTION,
    '`interfaces`: An array of all interfaces created by the attachment, including any host-level interfaces',
  ),
  roles: ['interface', 'existing'],
  scene: life,
  expected: () => 'names, MAC addresses, and CNI_NETNS as sandbox of what is inside the pod',
  holds: 'the interfaces agree with the kernel',
  judge: ({ add }) => judged(add, judgeInterfaces),
  evidence: ({ add }) => show(add.add),
};

export const resultAddresses: Case<LifeSeen> = {
  title: 'the result names the addresses as the kernel has them',
  rule: must(
    SECTION,
    '`ips`: IPs assigned by this attachment. … `interface` (uint): the index into the `interfaces` list',
  ),
  scene: life,
  expected: () => "every address of the pod's interface with its gateway, and none that it does not have",
  holds: 'the addresses agree with the kernel',
  judge: ({ add }) => judged(add, judgeAddresses),
  evidence: ({ add }) => show(add.add),
};

export const resultRoutes: Case<LifeSeen> = {
  title: 'the result names the routes as the kernel has them',
  rule: must(SECTION, '`routes`: Routes created by this attachment'),
  scene: life,
  expected: () => 'the default route if there is one, and no route that the pod does not have',
  holds: 'the routes agree with the kernel',
  judge: ({ add }) => judged(add, judgeRoutes),
  evidence: ({ add }) => show(add.add),
};

type Judge = (result: CniResult, link: KernelLink, seen: AddSeen) => Finding | undefined;

/** All that the result says, for one look at it. */
export function judgeResult(seen: AddSeen): Finding | undefined {
  return judged(seen, judgeInterfaces) ?? judged(seen, judgeAddresses) ?? judged(seen, judgeRoutes);
}

function judged(seen: AddSeen, judge: Judge): Finding | undefined {
  const { add, pod, ifname } = seen;
  if (!add.ok || !add.result) return { found: add.problem ?? 'ADD failed' };
  const link = pod.links.find((one) => one.ifname === ifname);
  return link ? judge(add.result, link, seen) : { found: `no ${ifname} in the pod` };
}

function judgeInterfaces(result: CniResult, link: KernelLink, seen: AddSeen): Finding | undefined {
  return judgeContainerSide(result, link, seen) ?? judgeHostSide(result, link, seen.host.links);
}

const RELIES =
  'the runtime believes the result: the pod IP comes from it, and CHECK, DEL and later plugins work with it';

function judgeContainerSide(result: CniResult, link: KernelLink, { ifname, netns }: AddSeen): Finding | undefined {
  const said = result.interfaces.find((one) => one.name === ifname && (one.sandbox ?? '') !== '');
  if (!said) return { found: `interfaces has no ${ifname} with a sandbox`, because: RELIES };
  if (said.sandbox !== netns) return { found: `${ifname} has sandbox ${said.sandbox}, and CNI_NETNS was ${netns}` };
  return judgeMac(said.name, said.mac, link);
}

function judgeHostSide(result: CniResult, link: KernelLink, host: readonly KernelLink[]): Finding | undefined {
  const onHost = result.interfaces.filter((one) => (one.sandbox ?? '') === '');
  for (const said of onHost) {
    const real = host.find((one) => one.ifname === said.name);
    if (!real)
      return { found: `interfaces names ${said.name} on the host, and there is no such interface`, because: RELIES };
    const wrong = judgeMac(said.name, said.mac, real);
    if (wrong) return wrong;
  }
  const peer = peerOf(link, host);
  if (peer && !onHost.some((one) => one.name === peer.ifname)) {
    const because = '"any host-level interfaces" belong into the list; they have no sandbox';
    return { found: `interfaces lacks ${peer.ifname}, the host end of the pod's veth pair`, because };
  }
  return undefined;
}

function judgeMac(name: string, said: string | undefined, link: KernelLink): Finding | undefined {
  if (said?.toLowerCase() === link.address) return undefined;
  return {
    found: `${name} has mac ${said ?? 'none'} in the result and ${link.address} in the kernel`,
    because: RELIES,
  };
}

function judgeAddresses(result: CniResult, link: KernelLink, { ifname, wanted }: AddSeen): Finding | undefined {
  const real = addressesOf(link);
  const said = result.ips.map((ip) => ip.address);
  const invented = said.filter((address) => address.includes('.') && !real.includes(address));
  if (invented.length > 0) {
    return {
      found: `ips says ${invented.join(', ')}, and ${ifname} has ${real.join(', ') || 'no address'}`,
      because: RELIES,
    };
  }
  const missing = real.filter((address) => !said.includes(address));
  if (missing.length > 0) return { found: `ips lacks ${missing.join(', ')}, which ${ifname} has`, because: RELIES };
  for (const ip of result.ips) {
    const owner = ip.interface === undefined ? undefined : result.interfaces[ip.interface];
    if (owner?.name !== ifname || (owner.sandbox ?? '') === '') {
      const index = ip.interface ?? 'none';
      const because = `it counts from 0 into interfaces and has to point at the pod's ${ifname}`;
      return { found: `ips says interface ${index}, which is ${owner?.name ?? 'none of the list'}`, because };
    }
    if (wanted.gateway && ip.address.includes('.') && ip.gateway !== wanted.gateway) {
      return { found: `ips says gateway ${ip.gateway ?? 'none'}, and it is ${wanted.gateway}`, because: RELIES };
    }
  }
  return undefined;
}

function judgeRoutes(result: CniResult, _link: KernelLink, { pod }: AddSeen): Finding | undefined {
  const real = new Set(pod.routes.map((route) => (route.dst === 'default' ? '0.0.0.0/0' : route.dst)));
  const said = result.routes.map((route) => route.dst).filter((dst) => dst.includes('.'));
  const invented = said.filter((dst) => !real.has(dst) && !real.has(dst.replace(/\/32$/, '')));
  if (invented.length > 0)
    return { found: `routes says ${invented.join(', ')}, which the pod does not have`, because: RELIES };
  if (real.has('0.0.0.0/0') && !said.includes('0.0.0.0/0')) {
    return { found: 'routes lacks 0.0.0.0/0, the default route the pod has', because: RELIES };
  }
  return undefined;
}
