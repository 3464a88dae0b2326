import type { Proposal } from './proposal.ts';
import type { LabState } from './state.ts';

/** What the kernel makes up by itself, or takes from the interface. */
const BY_THEMSELVES =
  /^net\.ipv4\.(tcp_fastopen_key|fib_multipath_hash_seed)$|^net\.ipv6\.conf\..+\.(mtu|stable_secret)$/;

/** Kernel settings that differ from the start; in a new namespace, from those of one that nobody has touched. */
export function settingProposals(start: LabState, now: LabState): Proposal[] {
  return now.places.flatMap(({ place, settings }) => {
    const before = start.places.find((one) => one.place === place)?.settings ?? now.untouched;
    const differing = [...settings].filter(([key, value]) => before.has(key) && before.get(key) !== value);
    const keys = new Set(differing.map(([key]) => key));
    return differing
      .filter(([key]) => !BY_THEMSELVES.test(key) && !isConsequence(key, keys))
      .map(([key, value]): Proposal => {
        const is = /^-?\d+$/.test(value) ? Number(value) : value;
        return { about: 'settings', kind: 'sysctl', entry: { at: place, key, is } };
      });
  });
}

/**
 * Writing ip_forward sets the forwarding of every interface and what goes with being a router; so does that of `all` for IPv6
 * (Documentation/networking/ip-sysctl.rst).
 */
function isConsequence(key: string, keys: ReadonlySet<string>): boolean {
  const [, family, dev, setting] = /^net\.(ipv4|ipv6)\.conf\.([^.]+)\.(forwarding|accept_redirects)$/.exec(key) ?? [];
  if (setting === undefined) return false;
  if (family === 'ipv4') return keys.has('net.ipv4.ip_forward');
  return setting === 'forwarding' && dev !== 'all' && keys.has('net.ipv6.conf.all.forwarding');
}
