import type { ProcessIdentity } from '../system/processes.ts';
import { closeSandbox } from './close.ts';
import { INSIDE } from './layout.ts';
import { openSandbox } from './open.ts';

/** Commands that need a kernel feature, by the name that a lab's `requires` has for it. Each is tried in a sandbox of its own. */
export const FEATURES: Record<string, string> = {
  netns: 'ip netns add try-me',
  veth: 'ip link add name try0 type veth peer name try1',
  bridge: 'ip link add name try0 type bridge',
  vxlan: 'ip link add name try0 type vxlan id 1 dstport 4789',
  vlan: 'ip link add name try1 type veth peer name try2 && ip link add link try1 name try0 type vlan id 7',
  'vlan-filtering': 'ip link add name try0 type bridge vlan_filtering 1',
  macvlan: 'ip link add name try1 type veth peer name try2 && ip link add link try1 name try0 type macvlan',
  ipvlan: 'ip link add name try1 type veth peer name try2 && ip link add link try1 name try0 type ipvlan',
  dummy: 'ip link add name try0 type dummy',
  tun: 'ip tuntap add dev try0 mode tun',
  gre: 'ip link add name try0 type gre local 192.0.2.1 remote 192.0.2.2',
  ipip: 'ip link add name try0 type ipip local 192.0.2.1 remote 192.0.2.2',
  wireguard: 'ip link add name try0 type wireguard',
  vrf: 'ip link add name try0 type vrf table 7',
  netem: 'tc qdisc add dev lo root netem delay 1ms',
  tbf: 'tc qdisc add dev lo root tbf rate 1mbit burst 32kbit latency 50ms',
  ipset: 'ipset create try hash:ip',
  'host-local': 'PATH=/opt/cni/bin:/usr/lib/cni:/usr/libexec/cni; command -v host-local || ! echo not found',
  ipvs: 'ipvsadm -A -t 192.0.2.1:80',
  iptables: 'iptables -t nat -A POSTROUTING -s 192.0.2.0/24 -j MASQUERADE',
  nftables: 'nft add table inet try',
  conntrack: 'iptables -A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT',
  ipv6: 'ip -6 address add fd00::1/64 dev lo nodad',
};

export type FeatureResult = { feature: string; works: boolean; command: string; said: string };

/** Tries kernel features in a throw-away sandbox: what counts is what works, not which module is loaded. Unknown names are tools. */
export async function tryFeatures(root: string, features: readonly string[]): Promise<FeatureResult[]> {
  let init: ProcessIdentity | undefined;
  const lines: string[] = [];
  try {
    init = await openSandbox({
      shares: [{ from: root, to: INSIDE.app, writable: false }],
      script: () => script(features),
      onBorn: () => {},
      onLine: (line) => lines.push(line),
      onLeash: true,
    });
  } finally {
    if (init) await closeSandbox(init);
  }
  return features.map((feature, index) => {
    const [, code = '', said = ''] =
      /^try \d+ (\d+) ?(.*)$/.exec(lines.find((line) => line.startsWith(`try ${index} `)) ?? '') ?? [];
    return { feature, works: code === '0', command: FEATURES[feature] ?? `command -v ${feature}`, said };
  });
}

/** Each in a network namespace of its own, so that none sees what another left. */
function script(features: readonly string[]): string {
  const tries = features.map((feature, index) => {
    const command = FEATURES[feature] ?? `command -v -- '${feature.replace(/[^A-Za-z0-9_.+-]/g, '')}' >/dev/null`;
    return `said=$(unshare --net /bin/sh -c ${JSON.stringify(`ip link set dev lo up; ${command}`)} 2>&1); echo "try ${index} $? $(printf '%s' "$said" | head -n 1)"`;
  });
  return [
    `. ${INSIDE.app}/libexec/setup.sh`,
    'open_world',
    `ln -s ${INSIDE.etc}/* /etc/`,
    ...tries,
    'echo ready',
    // It ends with us, should we be killed before we close it.
    'exec cat >/dev/null',
    '',
  ].join('\n');
}
