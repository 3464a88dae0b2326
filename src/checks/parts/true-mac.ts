import { links } from '../../system/ip.ts';
import { type Network, NoSuchPlaceError } from '../check.ts';
import { look } from './look.ts';
import { splitInterface } from './terms.ts';
import { lacksInterface } from './whereabouts.ts';

/** The MAC address an interface really has, or why there is none. */
export type TrueMac = { mac: string; missing?: undefined } | { mac?: undefined; missing: string };

/** Reads the MAC address of `place:dev`. */
export async function trueMac(network: Network, at: string): Promise<TrueMac> {
  const { place, dev } = splitInterface(at);
  try {
    const all = await look(network, place, links);
    const mac = all.find((link) => link.ifname === dev)?.address;
    if (mac !== undefined) return { mac: mac.toLowerCase() };
    const present = all.map(({ ifname }) => ifname);
    return { missing: lacksInterface(place, dev ?? '', present) };
  } catch (error) {
    if (error instanceof NoSuchPlaceError) return { missing: `no namespace ${place}` };
    throw error;
  }
}
