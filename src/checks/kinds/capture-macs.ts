import type { Network } from '../check.ts';
import { type Facet, listed } from '../parts/facets.ts';
import { type TrueMac, trueMac } from '../parts/true-mac.ts';

/** The two ends of an Ethernet frame, as a `capture` compares them with the interfaces that they must be. */

type End = 'source' | 'destination';
type Wanted = { 'source-mac-of'?: string | undefined; 'destination-mac-of'?: string | undefined };

/** The true MAC addresses of the interfaces that the frames must come from and be for. */
export type FrameMacs = Partial<Record<End, TrueMac>>;

/** Reads the MAC addresses of the interfaces that an entry names. */
export async function frameMacs(entry: Wanted, network: Network): Promise<FrameMacs> {
  const { 'source-mac-of': source, 'destination-mac-of': destination } = entry;
  const [from, to] = await Promise.all([
    source === undefined ? undefined : trueMac(network, source),
    destination === undefined ? undefined : trueMac(network, destination),
  ]);
  return { ...(from && { source: from }), ...(to && { destination: to }) };
}

/** What the lines of `tcpdump -e` say of both ends. */
export function macFacets(entry: Wanted, macs: FrameMacs, lines: readonly string[]): Facet[] {
  const seen = lines.flatMap((line) => macsOf(line) ?? []);
  return (['source', 'destination'] as const).flatMap((end) => {
    const wanted = macs[end];
    if (wanted === undefined) return [];
    const phrase = `${end === 'source' ? 'from' : 'for'} the MAC address`;
    const others = [...new Set(seen.map((one) => one[end]))];
    const holds = wanted.mac !== undefined && others.every((mac) => mac === wanted.mac);
    const found = wanted.missing ?? `${end === 'source' ? 'from' : 'for'} ${listed(others)}`;
    return [
      { holds, expected: `${phrase} of ${entry[`${end}-mac-of`]} (${wanted.mac ?? 'which does not exist'})`, found },
    ];
  });
}

/** `12:00:00.000000 0e:… > 0e:…, ethertype IPv4 (0x0800), length 98: …`: what tcpdump -e says of an Ethernet frame. */
function macsOf(line: string): Record<End, string> | undefined {
  const [, source, destination] =
    /^\S+ ((?:[0-9a-f]{2}:){5}[0-9a-f]{2}) > ((?:[0-9a-f]{2}:){5}[0-9a-f]{2}),/.exec(line) ?? [];
  return source === undefined || destination === undefined ? undefined : { source, destination };
}
