/** An address that the IPAM plugin host-local has given away: a file named after it, with the container's id in it. */
export type Reservation = { address: string; containerId: string };

/** Where host-local keeps its networks unless its `dataDir` says otherwise. */
export const STORE = '/var/lib/cni/networks';

/**
 * Understands `grep -r "" DIR` of a network's folder: a line `PATH:TEXT` for each line of each file. Only the first line
 * of a file is the id, the second is the interface; lines end in CR LF (host-local, backend/disk). Files that are named
 * otherwise, `lock` and `last_reserved_ip.0`, are no reservations.
 */
export function parseReservations(printed: string): Reservation[] {
  const seen = new Map<string, string>();
  for (const line of printed.split('\n')) {
    const [, address, text = ''] = /^[^:]*\/(\d+\.\d+\.\d+\.\d+):(.*?)\r?$/.exec(line) ?? [];
    if (address !== undefined && !seen.has(address)) seen.set(address, text.trim());
  }
  return [...seen].map(([address, containerId]) => ({ address, containerId }));
}
