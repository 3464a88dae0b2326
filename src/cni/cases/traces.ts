import type { Stage } from './stage.ts';

/** Everything that a plugin can leave behind, a line each: what is compared before and after. */
export type Traces = readonly string[];

// Counters and time stamps are left out: they change by themselves. So are link-local addresses of IPv6, which the kernel gives to every link
// a moment after it is up. Every line begins with what it is about.
const READ = `
ip -o link show | sed -E 's/^[0-9]+: /link /; s/@.*//; s/: <.*//'
ip -o address show | grep -v ' inet6 fe80:' | sed -E 's/^[0-9]+: /address /; s/ +/ /g; s/\\\\.*//; s/ (brd|scope) .*//'
ip route show table all | grep -v ' table local ' | grep -v '^\\(ff00\\|fe80\\|multicast\\)' | sed 's/^/route /; s/ linkdown//'
ip rule show | sed 's/^/rule /'
if command -v nft >/dev/null; then nft -s list ruleset 2>/dev/null; fi | grep -v '^#' |
  sed -E 's/counter packets [0-9]+ bytes [0-9]+ ?/counter /; s/^/firewall /'
if command -v iptables-legacy-save >/dev/null && [ -s /proc/net/ip_tables_names ]; then
  iptables-legacy-save | sed -E '/^#/d; s/^/firewall /; s/\\[[0-9:]+\\]//'
fi`;

const FILES = `find /run /tmp /var/lib/cni /var/run/ -xdev -type f 2>/dev/null |
  grep -v -e '^/run/netns/' -e '^/run/netlab' -e '/xtables.lock$' | sort -u | sed 's/^/file /'`;

/** What the host has now, and the pod when one is named. */
export async function readTraces(stage: Stage, pod?: string): Promise<Traces> {
  const { network, node } = stage;
  const [host, inside] = await Promise.all([
    network.run(node, ['sh', '-c', `${READ}\n${FILES}`]),
    pod === undefined ? undefined : network.run(pod, ['sh', '-c', READ]),
  ]);
  const lines = (text: string, prefix: string) =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => `${prefix}${line}`);
  return [...lines(host.stdout, ''), ...lines(inside?.stdout ?? '', 'pod ')];
}

/** The files among the traces, as paths. */
export function filesOf(traces: Traces): string[] {
  return traces.flatMap((line) => (line.startsWith('file ') ? [line.slice('file '.length)] : []));
}

/** Lines of `now` that `before` lacks. */
export function newIn(now: Traces, before: Traces): string[] {
  const known = new Set(before);
  return now.filter((line) => !known.has(line));
}
