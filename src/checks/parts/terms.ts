import * as z from 'zod';
import { isAddress, parsePrefix } from './prefix.ts';

/** The words that check entries share: places, interfaces, addresses. */

const part = '[A-Za-z0-9][A-Za-z0-9_.-]*';

/** A place: `host`, `red`, `node1/red`. */
export const place = z
  .string()
  .regex(new RegExp(`^${part}(/${part})?$`), 'a place is a node or a namespace, such as host, red or node1/red');

/** An interface and where it is: `red:veth-red`. */
export const interfaceAt = z
  .string()
  .regex(
    new RegExp(`^${part}(/${part})?:[^/:\\s]{1,15}$`),
    'an interface is written place:device, such as red:veth-red',
  );

/** An interface name as Linux allows it (IFNAMSIZ - 1 bytes). */
export const device = z.string().regex(/^[^/:\s]{1,15}$/, 'an interface name has at most 15 characters and no "/"');

/** One IP address, such as 192.168.15.1 or fd00::1. */
export const ip = z.string().refine(isAddress, 'not an IP address such as 192.168.15.1');

/** An address with its prefix length, such as 192.168.15.1/24. */
export const cidr = z
  .string()
  .refine(
    (text) => text.includes('/') && parsePrefix(text) !== undefined,
    'write the address with its prefix length, such as 192.168.15.1/24',
  );

/** An address or a prefix. */
export const ipOrCidr = z
  .string()
  .refine((text) => parsePrefix(text) !== undefined, 'not an IP address or prefix such as 192.168.15.0/24');

export const mac = z
  .string()
  .regex(/^([0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}$/, 'a MAC address looks like 02:00:00:00:00:01');

export const port = z.number().int().min(1).max(65535);

/** Splits `red:veth-red` into its place and its device. A bare place has no device. */
export function splitInterface(at: string): { place: string; dev: string | undefined } {
  const colon = at.indexOf(':');
  return colon < 0 ? { place: at, dev: undefined } : { place: at.slice(0, colon), dev: at.slice(colon + 1) };
}

/** One or a list, as a list. */
export function asList<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

/** The node a place is on. A bare namespace is on the lab's only node or, by custom, on `host`. */
export function nodeOf(place: string): string {
  const slash = place.indexOf('/');
  return slash < 0 ? 'host' : place.slice(0, slash);
}
