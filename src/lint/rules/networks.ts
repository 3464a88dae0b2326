import { type Prefix, parsePrefix } from '../../checks/parts/prefix.ts';
import type { Fault } from '../../lab/problems/problem.ts';
import { networkParts } from '../../lab/rules/network-parts.ts';
import type { Topology } from '../../lab/topology-schema.ts';
import { type Segment, segmentsOf } from '../segments.ts';
import type { Subject } from '../subject.ts';

type Held = { text: string; prefix: Prefix; node: string; place: string; dev: string; path: readonly PropertyKey[] };

/**
 * No address twice, no subnet inside another, and no subnet on two interfaces of one place. Only what shares a node or a segment is compared:
 * networks that are apart may have equal addresses, and a lab may be about that.
 */
export function networkFaults({ lab }: Pick<Subject, 'lab'>): Fault[] {
  const held = addressesOf(lab.topology);
  const segments = segmentsOf(lab.topology);
  return held.flatMap((one, index) => {
    const before = held.slice(0, index).filter((other) => other.node === one.node || areJoined(one, other, segments));
    const fault = duplicate(one, before) ?? overlap(one, before) ?? sameSubnet(one, before);
    return fault === undefined ? [] : [{ ...fault, path: one.path }];
  });
}

function areJoined(one: Held, other: Held, segments: readonly Segment[]): boolean {
  const ends = [one, other].map(({ place, dev }) => `${place}:${dev}`);
  return segments.some((segment) => ends.every((end) => segment.has(end)));
}

function addressesOf(topology: Topology): Held[] {
  return networkParts(topology).flatMap(({ node, place, network, bridges, path }) =>
    Object.entries({ interfaces: network.interfaces, bridges }).flatMap(([group, devices]) =>
      Object.entries(devices).flatMap(([dev, { addresses }]) =>
        addresses.flatMap((text, index) => {
          const prefix = parsePrefix(text);
          const at = [...path, group, dev, 'addresses', index];
          return prefix === undefined || isLinkLocal(prefix) ? [] : [{ text, prefix, node, place, dev, path: at }];
        }),
      ),
    ),
  );
}

/** fe80::/10 and 169.254.0.0/16 mean something on their own link only (RFC 4291, RFC 3927). */
function isLinkLocal({ family, address }: Prefix): boolean {
  return family === 4 ? address >> 16n === 0xa9fen : address >> 118n === 0x3fan;
}

function duplicate(one: Held, before: readonly Held[]) {
  const { family, address } = one.prefix;
  const other = before.find(({ prefix }) => prefix.family === family && prefix.address === address);
  if (other === undefined) return undefined;
  return { code: 'duplicate-address', message: `${one.text} belongs to ${other.place}:${other.dev} already` };
}

function overlap(one: Held, before: readonly Held[]) {
  const other = before.find(({ prefix }) => prefix.length !== one.prefix.length && overlaps(one.prefix, prefix));
  if (other === undefined) return undefined;
  const message = `the subnet of ${one.text} overlaps that of ${other.text} (${other.place}:${other.dev}): give both one prefix length, or keep them apart`;
  return { code: 'overlapping-subnets', message };
}

/** A lone address (/32, /128) inside a subnet is a custom of routers, not a slip. */
function overlaps(a: Prefix, b: Prefix): boolean {
  if (a.family !== b.family || a.first === a.last || b.first === b.last) return false;
  return a.first <= b.last && b.first <= a.last;
}

function sameSubnet(one: Held, before: readonly Held[]) {
  const other = before.find(
    ({ prefix, place, dev }) => place === one.place && dev !== one.dev && overlaps(one.prefix, prefix),
  );
  if (other === undefined) return undefined;
  const message = `${one.place} has the subnet of ${one.text} on ${other.dev} too: which of the two leads to a neighbour is chance`;
  return { code: 'overlapping-subnets', message };
}
