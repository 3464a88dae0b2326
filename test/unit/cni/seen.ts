import type { AddSeen } from '../../../src/cni/cases/judge-add.ts';
import type { Done } from '../../../src/cni/cases/stage.ts';
import type { KernelLink } from '../../../src/cni/kernel.ts';
import type { PluginOutcome } from '../../../src/cni/plugin.ts';
import type { NetworkList } from '../../../src/cni/types.ts';

/** What a case sees of a plugin that does everything right; tests change one thing each. */

export function call(change: Partial<PluginOutcome> = {}): PluginOutcome {
  const base = { plugin: 'mini', command: 'ADD', exitCode: 0, stdout: '', stderr: '', timedOut: false } as const;
  return { ...base, byHand: 'env CNI_COMMAND=ADD mini', ...change };
}

export function chain(change: Partial<Done> = {}): Done {
  return { command: 'ADD', network: 'podnet', ok: true, calls: [call()], before: [], ...change };
}

/** A call that failed as it should: with an error object. */
export function refused(code: number, msg = 'no'): Done {
  const problem = `mini ADD failed with code ${code}: ${msg}`;
  return chain({ ok: false, problem, calls: [call({ exitCode: 1, problem, error: { code, msg } })] });
}

export function link(ifname: string, change: Partial<KernelLink> = {}): KernelLink {
  return { ifindex: 2, ifname, flags: ['UP'], mtu: 1500, address: '02:00:00:00:00:01', addr_info: [], ...change };
}

export const inet = (local: string, prefixlen: number) => ({ family: 'inet', local, prefixlen, scope: 'global' });

export const HOST = [
  link('cni0', {
    ifindex: 5,
    address: '02:00:00:00:00:05',
    linkinfo: { info_kind: 'bridge' },
    addr_info: [inet('10.244.0.1', 24)],
  }),
  link('veth1', {
    ifindex: 6,
    link_index: 2,
    master: 'cni0',
    address: '02:00:00:00:00:06',
    linkinfo: { info_kind: 'veth' },
  }),
];
export const ETH0 = link('eth0', {
  link_index: 6,
  linkinfo: { info_kind: 'veth' },
  addr_info: [inet('10.244.0.2', 24)],
});
export const RESULT = {
  cniVersion: '1.0.0',
  interfaces: [
    { name: 'cni0', mac: '02:00:00:00:00:05' },
    { name: 'veth1', mac: '02:00:00:00:00:06' },
    { name: 'eth0', mac: '02:00:00:00:00:01', sandbox: '/run/netns/try-a' },
  ],
  ips: [{ address: '10.244.0.2/24', gateway: '10.244.0.1', interface: 2 }],
  routes: [{ dst: '0.0.0.0/0' }],
  dns: {},
};

export function added(change: Partial<AddSeen> = {}): AddSeen {
  return {
    wanted: { bridge: 'cni0', subnet: '10.244.0.0/24', gateway: '10.244.0.1' },
    ifname: 'eth0',
    netns: '/run/netns/try-a',
    add: chain({ result: RESULT }),
    host: { place: 'host', links: HOST, routes: [] },
    pod: {
      place: 'try-a',
      links: [link('lo'), ETH0],
      routes: [{ dst: 'default', gateway: '10.244.0.1', dev: 'eth0' }],
    },
    gatewayAnswers: true,
    ...change,
  };
}

/** The pod of {@link added} with another eth0, other routes, or none. */
export function pod(eth0: KernelLink | undefined, routes = added().pod.routes): Partial<AddSeen> {
  return { pod: { place: 'try-a', links: [link('lo'), ...(eth0 ? [eth0] : [])], routes } };
}

export function host(...links: KernelLink[]): Partial<AddSeen> {
  return { host: { place: 'host', links, routes: [] } };
}

/** A network of one plugin. */
export const list = (plugin: object, cniVersion = '1.0.0'): NetworkList => ({
  cniVersion,
  name: 'podnet',
  disableCheck: false,
  disableGC: false,
  plugins: [{ type: 'mini', ...plugin }],
});

/** VERSION that lists these. */
export const answers = (supportedVersions: string[], cniVersion = '1.0.0') =>
  chain({ command: 'VERSION', calls: [call({ command: 'VERSION', versions: { cniVersion, supportedVersions } })] });

/** An ADD that gave these addresses. */
export const gave = (...addresses: string[]): Done =>
  chain({ result: { ...RESULT, ips: addresses.map((address) => ({ address })) } });

/** What a judge says that it found. */
export const found = (finding: { found: string } | undefined) => finding?.found ?? 'nothing';
