import * as z from 'zod';
import { parseJsonList, type Reader } from './reader.ts';

const fdbEntry = z.object({
  mac: z.string(),
  /** The port. */
  ifname: z.string().optional(),
  /** The bridge; absent for entries a device keeps for itself (`self`). */
  master: z.string().optional(),
  vlan: z.number().optional(),
  /** The node that a VXLAN device sends frames for this MAC address to: the address of its VTEP. */
  dst: z.string().optional(),
  /** Empty for learned entries, `static`, `stale`, or `permanent` for the bridge's own addresses. */
  state: z.string().default(''),
  flags: z.array(z.string()).default([]),
});
export type FdbEntry = z.output<typeof fdbEntry>;

/** The forwarding tables of all bridges of a place, bridge(8). */
export const fdbEntries: Reader<FdbEntry[]> = {
  argv: ['bridge', '-j', 'fdb', 'show'],
  parse: (stdout) => parseJsonList(fdbEntry, stdout),
};
