import { ip, type Step } from './step.ts';

/**
 * What every network namespace that a lab starts with is set to. A new namespace inherits its IPv4 settings from the machine
 * (Documentation/networking/ip-sysctl.rst, devconf_inherit_init_net), where Docker or a distribution may have changed them: without
 * this, a lab about forwarding would solve itself on one machine and not on another. The values are the kernel's own defaults, but for
 * bridge-nf-call-*, which is 0 as on a machine without br_netfilter.
 */
export const BASELINE: Readonly<Record<string, string>> = {
  'net/ipv4/ip_forward': '0',
  'net/ipv4/conf/*/forwarding': '0',
  'net/ipv4/conf/*/rp_filter': '0',
  'net/ipv4/conf/*/accept_redirects': '1',
  'net/ipv4/conf/*/send_redirects': '1',
  'net/ipv4/conf/*/accept_local': '0',
  'net/ipv4/conf/*/route_localnet': '0',
  'net/ipv4/conf/*/proxy_arp': '0',
  'net/ipv4/conf/*/arp_ignore': '0',
  'net/ipv4/conf/*/arp_announce': '0',
  'net/ipv4/conf/*/arp_filter': '0',
  'net/ipv4/conf/*/arp_notify': '0',
  'net/ipv4/icmp_echo_ignore_all': '0',
  'net/ipv4/ip_unprivileged_port_start': '1024',
  'net/ipv6/conf/all/forwarding': '0',
  'net/bridge/bridge-nf-call-iptables': '0',
  'net/bridge/bridge-nf-call-ip6tables': '0',
  'net/bridge/bridge-nf-call-arptables': '0',
};

/** The steps that bring a place to the baseline, its loopback included. */
export function baseline(): Step[] {
  const settings = asSteps(BASELINE).map((step): Step => ({ ...step, baseline: true }));
  return [...settings, ip('link', 'set', 'dev', 'lo', 'up')];
}

/** The room of the switches forwards frames only: no IPv6 chatter of its own, no netfilter on its bridges. */
export function hiddenRoomBaseline(): Step[] {
  return asSteps({
    'net/ipv6/conf/*/disable_ipv6': '1',
    'net/ipv4/ip_forward': '0',
    'net/bridge/bridge-nf-call-iptables': '0',
    'net/bridge/bridge-nf-call-ip6tables': '0',
    'net/bridge/bridge-nf-call-arptables': '0',
  });
}

function asSteps(settings: Readonly<Record<string, string>>): Extract<Step, { kind: 'setting' }>[] {
  return Object.entries(settings).map(([pattern, value]) => ({ kind: 'setting', pattern, value, ifAny: true }));
}
