import type { CapabilityArgs } from '../capabilities.ts';
import type { NetworkList, PluginConfig } from '../types.ts';

/** What a plugin is tried with when nobody gives a configuration: plain networks, as the plugin's own documentation has them. */

export type Preset = { list: NetworkList; capabilityArgs?: CapabilityArgs };

const SUBNET = '10.244.0.0/24';
const NAME = 'netlab-test';

const IPAM = { ranges: [[{ subnet: SUBNET }]], routes: [{ dst: '0.0.0.0/0' }] };

/** Plugins by name; of any other the keys of 04-cni are taken to be understood. */
const PLUGINS: Readonly<Record<string, (ipam: string) => Preset>> = {
  bridge: (type) => alone(bridgeWith(type)),
  ptp: (type) => alone({ type: 'ptp', ipMasq: true, ipam: { type, ...IPAM } }),
  macvlan: (type) => alone({ type: 'macvlan', master: 'eth0', mode: 'bridge', ipam: { type, ...IPAM } }),
  ipvlan: (type) => alone({ type: 'ipvlan', master: 'eth0', ipam: { type, ...IPAM } }),
  'host-local': () => alone({ type: 'host-local', ipam: { type: 'host-local', ...IPAM } }),
  loopback: () => alone({ type: 'loopback' }),
  portmap: (type) => ({
    ...chained(type, { type: 'portmap', capabilities: { portMappings: true } }),
    capabilityArgs: { portMappings: [{ hostPort: 8080, containerPort: 80, protocol: 'tcp' }] },
  }),
  bandwidth: (type) => ({
    ...chained(type, { type: 'bandwidth', capabilities: { bandwidth: true } }),
    capabilityArgs: { bandwidth: { ingressRate: 1_000_000, ingressBurst: 1_000_000 } },
  }),
  firewall: (type) => chained(type, { type: 'firewall', backend: 'iptables' }),
  tuning: (type) => chained(type, { type: 'tuning', sysctl: { 'net.core.somaxconn': '500' } }),
};

/** The configuration for a plugin by its file's name. `ipam` names the plugin that gives out addresses. */
export function presetFor(plugin: string, ipam: string | undefined): Preset {
  const known = PLUGINS[plugin];
  if (known) return known(ipam ?? 'host-local');
  const own = { type: plugin, bridge: 'cni0', subnet: SUBNET };
  return alone(ipam === undefined ? own : { ...own, ipam: { type: ipam, ...IPAM } });
}

function bridgeWith(type: string): PluginConfig {
  return { type: 'bridge', bridge: 'cni0', isDefaultGateway: true, ipMasq: true, ipam: { type, ranges: IPAM.ranges } };
}

function alone(plugin: PluginConfig): Preset {
  return { list: listOf([plugin]) };
}

function chained(ipam: string, plugin: PluginConfig): Preset {
  return { list: listOf([bridgeWith(ipam), plugin]) };
}

function listOf(plugins: PluginConfig[]): NetworkList {
  return { cniVersion: '1.0.0', name: NAME, disableCheck: false, disableGC: false, plugins };
}
