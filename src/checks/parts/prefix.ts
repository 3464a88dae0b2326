import { Address4, Address6 } from 'ip-address';

/** An IP prefix as a range of numbers; a lone address is a prefix of full length. */
export type Prefix = {
  family: 4 | 6;
  /** The address as written, as a number: of 192.168.15.1/24 this is 192.168.15.1. */
  address: bigint;
  /** First and last address of the prefix. */
  first: bigint;
  last: bigint;
  length: number;
};

/** Reads `192.168.15.1/24`, `192.168.15.1`, `fd00::/8`, and `default` (IPv4 unless told). Undefined when it is none of these. */
export function parsePrefix(text: string, defaultFamily: 4 | 6 = 4): Prefix | undefined {
  const written = text === 'default' || text === 'any' ? (defaultFamily === 4 ? '0.0.0.0/0' : '::/0') : text;
  const family = written.includes(':') ? 6 : 4;
  try {
    const parsed = family === 4 ? new Address4(written) : new Address6(written);
    return {
      family,
      address: parsed.bigInt(),
      first: parsed.startAddress().bigInt(),
      last: parsed.endAddress().bigInt(),
      length: parsed.subnetMask,
    };
  } catch {
    return undefined;
  }
}

/** Whether `text` is one IP address without a prefix length. */
export function isAddress(text: string): boolean {
  return !text.includes('/') && text !== 'default' && text !== 'any' && parsePrefix(text) !== undefined;
}

/** 4 or 6. Text that is no address counts as IPv4, which schemas have ruled out. */
export function familyOf(text: string): 4 | 6 {
  return text.includes(':') ? 6 : 4;
}

/** Whether two texts mean the same set of addresses: `10.0.0.0/8` and `10.9.9.9/8`, `1.2.3.4` and `1.2.3.4/32`. */
export function samePrefix(a: string, b: string, defaultFamily: 4 | 6 = 4): boolean {
  const [one, other] = [parsePrefix(a, defaultFamily), parsePrefix(b, defaultFamily)];
  if (one === undefined || other === undefined) return false;
  return one.family === other.family && one.first === other.first && one.length === other.length;
}

/** Whether two texts mean the same address, prefix lengths aside: `fd00::1` and `fd00:0::1/64`. */
export function sameAddress(a: string, b: string): boolean {
  const [one, other] = [parsePrefix(a), parsePrefix(b)];
  if (one === undefined || other === undefined) return false;
  return one.family === other.family && one.address === other.address;
}

/** Whether every address of `inner` lies in `outer`. */
export function contains(outer: string, inner: string, defaultFamily: 4 | 6 = 4): boolean {
  const [out, inn] = [parsePrefix(outer, defaultFamily), parsePrefix(inner, defaultFamily)];
  if (out === undefined || inn === undefined || out.family !== inn.family) return false;
  return out.first <= inn.first && inn.last <= out.last;
}

/** Whether the address itself (its prefix length aside) lies in `outer`: is 10.0.0.1/8 inside 10.0.0.0/24? It is. */
export function holdsAddress(outer: string, address: string): boolean {
  const [out, inn] = [parsePrefix(outer), parsePrefix(address)];
  if (out === undefined || inn === undefined || out.family !== inn.family) return false;
  return out.first <= inn.address && inn.address <= out.last;
}

/** Every address of an IPv4 prefix, in order; of an IPv6 prefix only the address as written. */
export function addressesOf(text: string): string[] {
  const prefix = parsePrefix(text);
  if (prefix === undefined || prefix.family === 6) return [text.replace(/\/.*$/, '')];
  const count = Number(prefix.last - prefix.first) + 1;
  return Array.from({ length: count }, (_, index) => Address4.fromBigInt(prefix.first + BigInt(index)).address);
}
