import { type Network, ProbeError, type Ran } from '../checks/check.ts';

/**
 * A host to try a plugin on: network, mount and PID namespaces of its own inside a node, with empty /run, /tmp and /var/lib/cni. Bridges,
 * address files, pods and processes that a plugin makes there are gone with it, however the plugin fails, and the learner's own stay untouched.
 */
export type ThrowAwayHost = {
  /** Runs on the throw-away host when a place is the node's name, and in one of its namespaces otherwise. */
  network: Network;
  close(): Promise<void>;
};

export type HostOptions = {
  /** Names of the empty network namespaces it has. */
  pods: readonly string[];
  /** An interface `eth0` whose other end, in a namespace of its own, has this address: the network that macvlan and the like hang on. */
  uplink?: string | undefined;
};

/** A process holds the host open. It ends by itself, should netlab be killed before it can close. */
const LIFE_SECONDS = 120;

/** Hosts open at the same time in one node: more would slow each other down until good plugins meet their time limits. */
const SLOTS = 4;

/** How long a host may wait for a slot, in milliseconds. */
const OPEN_TIMEOUT_MS = 55_000;

// A slot is a lock, which the holder inherits and the kernel frees with it. The first free one is taken, or else any is waited for.
// Keeping the mount namespace by a bind mount in place of a process fails on kernels whose namespace ids do not only grow (EINVAL).
// unshare(1) waits for the holder: it must not wait with our standard error open, or whoever reads that waits too.
// The holder is process 1 of its PID namespace. What it says of itself, $$, is 1: its number outside is asked of the kernel.
const OPEN = `for tool in ip jq ping unshare nsenter mount setsid flock; do
  command -v "$tool" >/dev/null || { echo "$tool is missing on this machine: netlab doctor" >&2; exit 1; }
done
slots=$1; shift; slot=1
while [ "$slot" -le "$slots" ]; do
  exec 8>"/run/netlab-cni.$slot"; if flock -n 8; then slot=taken; break; fi
  slot=$((slot + 1))
done
if [ "$slot" != taken ]; then exec 8>"/run/netlab-cni.$(($$ % slots + 1))"; flock 8; fi
of_ours=/run/netlab-cni.$$
{ echo "netlab-cni /proc proc"
  for dir in /run /tmp /var/lib/cni; do [ ! -d "$dir" ] || echo "netlab-cni $dir tmpfs"; done
} >"$of_ours.fstab"
{ setsid unshare --net --mount --pid --fork --kill-child sh -ec '
  read -r outside _ </proc/self/stat
  mount --all --fstab "$1"
  mkdir /run/netns
  mount -t sysfs sysfs /sys 2>/dev/null || true
  life=$2 uplink=$3; shift 3
  { echo link set lo up
    for pod; do echo "netns add $pod"; done
    if [ -n "$uplink" ]; then echo "netns add outside
link add name eth0 type veth peer name up0 netns outside
link set eth0 up"; fi
  } | ip -batch -
  if [ -n "$uplink" ]; then
    printf "link set up0 up\\naddress add %s dev up0\\n" "$uplink" | ip -n outside -batch -
  fi
  echo "$outside"
  exec sleep "$life" </dev/null >/dev/null 2>&1' sh "$of_ours.fstab" "$@" 2>"$of_ours.said" & } | head -n 1
[ ! -s "$of_ours.said" ] || cat "$of_ours.said" >&2
rm -f "$of_ours.said" "$of_ours.fstab"`;

/** Opens a throw-away host inside a node. Throws ProbeError when the node does not let us. */
export async function openHost(network: Network, node: string, { pods, uplink }: HostOptions): Promise<ThrowAwayHost> {
  const argv = ['sh', '-c', OPEN, 'sh', String(SLOTS), String(LIFE_SECONDS), uplink ?? '', ...pods];
  const opened = await network.run(node, argv, { timeoutMs: OPEN_TIMEOUT_MS });
  const holder = opened.stdout.trim();
  if (!/^\d+$/.test(holder)) {
    throw new ProbeError(`no throw-away host could be made on ${node} to try the plugin on`, network.evidence(opened));
  }
  return {
    network: insideHost(network, node, holder),
    close: async () => {
      await network.run(node, ['kill', '-9', holder]);
    },
  };
}

function insideHost(network: Network, node: string, holder: string): Network {
  const enter = ['nsenter', `--target=${holder}`, '--mount', '--net', '--pid'];
  const shown = (place: string, argv: readonly string[]) =>
    place === node ? argv : ['ip', 'netns', 'exec', place, ...argv];
  const run: Network['run'] = async (place, argv, options) => {
    const pod = place === node ? [] : ['nsenter', `--net=/run/netns/${place}`];
    const ran = await network.run(node, [...enter, ...pod, ...argv], options);
    if (ran.stderr.startsWith(`nsenter: cannot open /proc/${holder}/`)) {
      throw new ProbeError('the throw-away host has gone', network.evidence(ran));
    }
    return { ...ran, place, argv };
  };
  return {
    run,
    read: run,
    byHand: (place, argv) => network.byHand(node, shown(place, argv)),
    evidence: (ran: Ran) => network.evidence({ ...ran, place: node, argv: shown(ran.place, ran.argv) }),
  };
}
