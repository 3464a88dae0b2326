import { sameAddress } from '../checks/parts/prefix.ts';
import type { Proposal } from './proposal.ts';
import type { LabState, PlaceState } from './state.ts';

/** Addresses that interfaces have got, and those that they had at the start and have no more. */
export function addressProposals(start: LabState, now: LabState): Proposal[] {
  return now.places.flatMap((here) => {
    const before = start.places.find(({ place }) => place === here.place);
    return here.links.flatMap(({ ifname }) => {
      const at = `${here.place}:${ifname}`;
      const is = addressesOf(here, ifname);
      const was = before === undefined ? [] : addressesOf(before, ifname);
      const got = is.filter((cidr) => !was.includes(cidr));
      const lost = was.filter((cidr) => !is.some((other) => sameAddress(other, cidr)));
      return [
        ...(got.length === 0 ? [] : [about({ at, has: oneOrList(got) })]),
        ...(lost.length === 0 ? [] : [about({ at, lacks: oneOrList(lost.map(withoutLength)) })]),
      ];
    });
  });
}

/** With their prefix lengths, as far as a person gives them: link-local ones and 127.0.0.1 come by themselves. */
export function addressesOf({ addresses }: PlaceState, dev: string): string[] {
  return addresses
    .filter(({ ifname }) => ifname === dev)
    .flatMap(({ addr_info }) => addr_info)
    .filter(({ local, scope }) => local !== undefined && scope !== 'link' && scope !== 'host')
    .map(({ local, prefixlen }) => `${local}/${prefixlen}`);
}

function about(entry: Proposal['entry']): Proposal {
  return { about: 'addresses', kind: 'address', entry };
}

function withoutLength(cidr: string): string {
  return cidr.slice(0, cidr.indexOf('/'));
}

function oneOrList(values: readonly string[]): string | readonly string[] {
  return values.length === 1 ? (values[0] ?? '') : values;
}
