import { type Context, type Evidence, ProbeError } from '../check.ts';
import { caughtMeanwhile } from './caught.ts';
import { type Facet, listed } from './facets.ts';
import { sameAddress } from './prefix.ts';
import type { Caught, Watch } from './tcpdump.ts';
import { ip, place } from './terms.ts';

/** The source address that the far end really saw, which is how address translation is proved. */

export const seenAs = ip.describe('The source address that the far end must see; proved by a capture there.');
export const seenBy = place.describe('Where the far end runs: the place of that capture.');

/** For `schema.refine(...needsWitness)`. */
export const needsWitness: [
  (entry: { 'seen-as'?: string | undefined; 'seen-by'?: string | undefined }) => boolean,
  string,
] = [
  (entry) => (entry['seen-as'] === undefined) === (entry['seen-by'] === undefined),
  '`seen-as` and `seen-by` belong together',
];

export type Sighting = { by: string; sources: readonly string[]; evidence: Evidence };

export type Journey = {
  from: string;
  by: string;
  /**
   * Where a connection goes: `to` is undefined for a name. `payload`, in hex, should be unlike that of other datagrams.
   */
  traffic: { protocol: 'tcp'; to: string | undefined; port: number } | { protocol: 'udp' | 'icmp'; payload: string };
};

/**
 * A first TCP segment: SYN without ACK, IPv4 or IPv6 (tcp[…] of pcap-filter(7) knows IPv4 only; 53 is 40 + byte 13 of
 * TCP).
 */
const SYN = '(tcp[tcpflags] & (tcp-syn|tcp-ack) == tcp-syn) or (ip6[6] == 6 and ip6[53] & 0x12 == 2)';

/**
 * Sends while `by` watches, and tells under which source addresses these very packets arrived there. Other checks send
 * at the same time, so packets are recognised by what translation leaves alone: TCP by the first sequence number, seen
 * leaving `from`; UDP and ICMP by the payload. All checks of a report share one watch of each place.
 */
export async function witnessed<T>(
  around: Pick<Context, 'network' | 'throughout'>,
  { from, by, traffic }: Journey,
  send: () => Promise<T>,
): Promise<{ result: T; sighting: Sighting }> {
  const { result, caught } = await caughtMeanwhile(
    around,
    watchesFor(from, by, traffic),
    async () => ({ value: await send() }),
    (sofar) => sourcesIn(sofar, traffic).length > 0,
  );
  const [there, here] = caught;
  if (!result || !there) throw new Error(`tcpdump cannot watch ${from} and ${by}: ${there?.fault ?? here?.fault}`);
  return { result: result.value, sighting: { by, sources: sourcesIn(caught, traffic), evidence: there.evidence } };
}

function sourcesIn([there, here]: readonly Caught[], traffic: Journey['traffic']): readonly string[] {
  return traffic.protocol === 'tcp'
    ? sourcesBySequence(going('in', there?.lines ?? []), leavingFor(traffic, going('out', here?.lines ?? [])))
    : sourcesByPayload(there?.lines ?? [], traffic.payload);
}

function watchesFor(from: string, by: string, traffic: Journey['traffic']): readonly Watch[] {
  if (traffic.protocol !== 'tcp') {
    const filter = traffic.protocol === 'udp' ? 'udp' : 'icmp or icmp6';
    return [{ place: by, dev: 'any', direction: 'in', bytes: true, filter }];
  }
  // One watch serves both ways of a place, since its lines tell them apart.
  return [by, from].map((place) => ({ place, dev: 'any', filter: SYN }));
}

/**
 * Those of the lines from all interfaces that leave, or that arrive: `eth0  Out IP …`, and In, B, M, P (broadcast, multicast, for others). Throws
 * {@link ProbeError} when tcpdump, before its version 4.99, does not say.
 */
export function going(way: 'in' | 'out', lines: readonly string[]): readonly string[] {
  return lines.filter((line) => {
    const said = /^\S+ \S+\s+(In|Out|B|M|P)\s/.exec(line)?.[1];
    if (said === undefined) throw new ProbeError(`tcpdump does not say which way a packet goes: ${line}`);
    return (said === 'Out') === (way === 'out');
  });
}

/** Those of tcpdump's lines that go to a port, and to an address where one is known. */
export function leavingFor(
  { to, port }: { to: string | undefined; port: number },
  lines: readonly string[],
): readonly string[] {
  return lines.filter((line) => {
    const target = / > (\S+)\.(\d+): /.exec(line);
    return Number(target?.[2]) === port && (to === undefined || sameAddress(target?.[1] ?? '', to));
  });
}

/** Whether the far end saw the right address. Undefined when the check does not ask. */
export function sightingFacet(as: string | undefined, sighting: Sighting | undefined): Facet | undefined {
  if (as === undefined || sighting === undefined) return undefined;
  const { by, sources } = sighting;
  const isRight = sources.length > 0 && sources.every((source) => sameAddress(source, as));
  return {
    holds: isRight,
    expected: `${by} sees it come from ${as}`,
    found: sources.length === 0 ? `nothing arrives at ${by}` : `${by} sees it come from ${listed(sources)}`,
  };
}

/** Sources of the first segments in `there` whose sequence numbers are among those in `here`. */
export function sourcesBySequence(there: readonly string[], here: readonly string[]): readonly string[] {
  const sent = new Set(here.flatMap((line) => sequenceOf(line) ?? []));
  const arrived = there.filter((line) => sent.has(sequenceOf(line) ?? ''));
  return [...new Set(arrived.flatMap((line) => sourceOf(line) ?? []))];
}

/**
 * Sources of the packets whose bytes hold `payload` (hex): tcpdump -x puts them on indented lines behind the packet's
 * own.
 */
export function sourcesByPayload(lines: readonly string[], payload: string): readonly string[] {
  const packets: { head: string; bytes: string }[] = [];
  for (const line of lines) {
    const bytes = /^\s+0x[0-9a-f]+:\s+(.+)$/.exec(line)?.[1];
    const last = packets.at(-1);
    if (bytes === undefined) packets.push({ head: line, bytes: '' });
    else if (last) last.bytes += bytes.replaceAll(/\s/g, '');
  }
  const ours = packets.filter(({ head, bytes }) => bytes.includes(payload) && !/echo reply/.test(head));
  return [...new Set(ours.flatMap(({ head }) => sourceOf(head) ?? []))];
}

function sequenceOf(line: string): string | undefined {
  return /Flags \[S[^\]]*\], seq (\d+)/.exec(line)?.[1];
}

/** `… IP 10.0.0.1.50384 > 10.0.0.2.80: …`, and without ports for ICMP. */
function sourceOf(line: string): string | undefined {
  const source = /\bIP6? (\S+) > /.exec(line)?.[1];
  if (source === undefined) return undefined;
  if (source.includes(':')) return source.replace(/\.\d+$/, '');
  return source.split('.').slice(0, 4).join('.');
}
