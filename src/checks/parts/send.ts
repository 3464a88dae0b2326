import type { Network, Ran } from '../check.ts';
import { mustEnd } from './look.ts';

/** What ping, bash and curl, and dig say of a neighbour that did not answer (errno EHOSTUNREACH, ICMP type 3 code 1). */
const NO_NEIGHBOUR = /Host Unreachable|No route to host|host unreachable/;

/**
 * Runs a program that sends something and waits for the answer. Linux asks for a neighbour three times, a second apart, and then refuses all that waited for
 * it (arp(7), mcast_solicit), what was sent a moment ago and after the fault was mended too. So what is refused for want of a neighbour
 * is sent once more, unless somebody counts, which begins a new round of questions. Throws {@link ProbeError} when the program does not end in time.
 */
export async function send(network: Network, place: string, argv: readonly string[], timeoutMs: number): Promise<Ran> {
  const first = await network.run(place, argv, { timeoutMs });
  const mayRepeat = network.maySendAgain ?? true;
  const isRefused = NO_NEIGHBOUR.test(first.stdout) || NO_NEIGHBOUR.test(first.stderr);
  const ran = isRefused && mayRepeat ? await network.run(place, argv, { timeoutMs }) : first;
  mustEnd(network, ran);
  return ran;
}
