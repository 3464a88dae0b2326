import { randomUUID } from 'node:crypto';
import { type Network, ProbeError, type Ran } from '../checks/check.ts';

/**
 * A host to try a plugin on: a network and a mount namespace of its own inside a node, with empty /run, /tmp and /var/lib/cni. Bridges,
 * address files and pods that a plugin makes there are gone with it, however the plugin fails, and the learner's own stay untouched.
 */
export type ThrowAwayHost = {
  /** Runs on the throw-away host when a place is the node's name, and in one of its namespaces otherwise. */
  network: Network;
  close(): Promise<void>;
};

// The new mount namespace is kept by a bind mount, which the kernel only allows on a private mount.
const OPEN = `set -e
for tool in ip jq flock ping unshare nsenter mount; do
  command -v "$tool" >/dev/null || { echo "$tool is missing on this machine: netlab doctor" >&2; exit 1; }
done
mkdir -p -- "$1"; mount --bind -- "$1" "$1"; mount --make-private -- "$1"
: >"$1/net"; : >"$1/mnt"
unshare --net="$1/net" --mount="$1/mnt" sh -ec '
  mount -t tmpfs tmpfs /run; mount -t tmpfs tmpfs /tmp; mkdir /run/netns
  if [ -d /var/lib/cni ]; then mount -t tmpfs tmpfs /var/lib/cni; fi
  mount -t sysfs sysfs /sys 2>/dev/null || true
  ip link set lo up'`;

const CLOSE = `umount -l -- "$1/net"; umount -l -- "$1/mnt"; umount -l -- "$1"; rm -rf -- "$1"`;

/** Opens a throw-away host inside a node. Throws ProbeError when the node does not let us. */
export async function openHost(network: Network, node: string): Promise<ThrowAwayHost> {
  const folder = `/run/netlab-cni/${randomUUID().slice(0, 8)}`;
  const close = async () => {
    await network.run(node, ['sh', '-c', CLOSE, 'sh', folder]);
  };
  const opened = await network.run(node, ['sh', '-c', OPEN, 'sh', folder]);
  if (opened.exitCode !== 0) {
    await close();
    throw new ProbeError(`no throw-away host could be made on ${node} to try the plugin on`, network.evidence(opened));
  }
  return { network: insideHost(network, node, folder), close };
}

function insideHost(network: Network, node: string, folder: string): Network {
  const enter = ['nsenter', `--mount=${folder}/mnt`, `--net=${folder}/net`];
  const shown = (place: string, argv: readonly string[]) =>
    place === node ? argv : ['ip', 'netns', 'exec', place, ...argv];
  const run: Network['run'] = async (place, argv, options) => {
    const pod = place === node ? [] : ['nsenter', `--net=/run/netns/${place}`];
    const ran = await network.run(node, [...enter, ...pod, ...argv], options);
    if (ran.stderr.startsWith('nsenter:') && ran.stderr.includes(folder)) {
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
