import { addressesOf, type KernelLink, peerOf } from '../kernel.ts';
import type { CniResult } from '../types.ts';
import { type AddSeen, lookAtAdd, POD } from './add.ts';
import type { Case, Finding } from './case.ts';
import { evidenceOf, podLine } from './stage.ts';

/** Whether the result of ADD says what the kernel has (section 5, "ADD Success"). */

export const addResult: Case<AddSeen> = {
  title: 'the result of ADD tells the truth',
  rule: {
    section: 'section 5, ADD Success',
    sentence:
      'interfaces, ips and routes are those made by the attachment; sandbox is CNI_NETNS inside the pod and empty on the host',
  },
  expected: () => 'names, MAC addresses, addresses, gateway and routes as the kernel has them',
  holds: 'the result agrees with the kernel',
  look: lookAtAdd,
  judge: judgeResult,
  evidence: (seen) => evidenceOf(seen.add, [podLine(POD)]),
};

export function judgeResult(seen: AddSeen): Finding | undefined {
  const { add, pod, host, ifname } = seen;
  const result = add.result;
  if (!add.ok || !result) return { found: add.problem ?? 'ADD failed' };
  const link = pod.links.find((one) => one.ifname === ifname);
  if (!link) return { found: `no ${ifname} in the pod` };
  return (
    judgeContainerSide(result, link, seen) ??
    judgeHostSide(result, link, host.links) ??
    judgeAddresses(result, link, seen) ??
    judgeRoutes(result, seen)
  );
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

function judgeRoutes(result: CniResult, { pod }: AddSeen): Finding | undefined {
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
