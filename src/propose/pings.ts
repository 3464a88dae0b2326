import { type Network, NoSuchPlaceError } from '../checks/check.ts';
import { mustEnd } from '../checks/parts/look.ts';
import { addressesOf } from './addresses.ts';
import type { LabState, PlaceState } from './state.ts';

/** One place pings one address of another. */
export type Ping = { from: string; target: string; to: string };

/** Every place and every address of every other place, loopback and link-local ones apart. */
export function allPings({ places }: LabState): Ping[] {
  const homes = places.map((state) => ({ place: state.place, addresses: allAddresses(state) }));
  return homes.flatMap(({ place: from, addresses: own }) =>
    homes
      .filter(({ place }) => place !== from)
      .flatMap(({ place: target, addresses }) => addresses.map((to) => ({ from, target, to })))
      .filter(({ to }) => !own.includes(to)),
  );
}

/** Those that are answered. A place that does not exist reaches nobody. */
export async function answered(network: Network, pings: readonly Ping[]): Promise<Ping[]> {
  const answers = await Promise.all(pings.map((ping) => isAnswered(network, ping)));
  return pings.filter((_ping, index) => answers[index]);
}

async function isAnswered(network: Network, { from, to }: Ping): Promise<boolean> {
  try {
    const ran = await network.run(from, ['ping', '-n', '-c', '1', '-W', '1', to]);
    mustEnd(network, ran);
    return ran.exitCode === 0;
  } catch (error) {
    if (error instanceof NoSuchPlaceError) return false;
    throw error;
  }
}

function allAddresses(state: PlaceState): string[] {
  const cidrs = state.links.flatMap(({ ifname }) => addressesOf(state, ifname));
  return [...new Set(cidrs.map((cidr) => cidr.slice(0, cidr.indexOf('/'))))];
}
