import type { Listener } from '../system/ss.ts';
import type { Proposal } from './proposal.ts';
import type { LabState } from './state.ts';

const ALL_ADDRESSES = ['*', '0.0.0.0', '::'];

/** Ports on which something listens now and nothing did at the start. */
export function listeningProposals(start: LabState, now: LabState): Proposal[] {
  return now.places.flatMap(({ place, listeners }) => {
    const before = start.places.find((one) => one.place === place)?.listeners ?? [];
    const fresh = listeners.filter((listener) => !before.some((other) => isSame(listener, other)));
    const entries = fresh.map((listener) => JSON.stringify(entryOf(place, listener)));
    // A server may hold one port for both families.
    return [...new Set(entries)].map((text): Proposal => {
      return { about: 'listening', kind: 'listening', entry: JSON.parse(text) as Proposal['entry'] };
    });
  });
}

function isSame(one: Listener, other: Listener): boolean {
  return one.protocol === other.protocol && one.address === other.address && one.port === other.port;
}

function entryOf(at: string, { protocol, address, port, processes }: Listener): Record<string, unknown> {
  return {
    at,
    port,
    ...(protocol === 'udp' && { protocol }),
    ...(!ALL_ADDRESSES.includes(address) && { address }),
    ...(processes[0] !== undefined && { process: processes[0] }),
  };
}
