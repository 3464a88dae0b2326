import * as z from 'zod';
import { parseJsonList } from '../../../system/reader.ts';
import { printed } from '../on-machine.ts';
import { type Area, added } from './area.ts';

const FOREVER = 4294967295;

const onLink = z.object({
  ifname: z.string(),
  addr_info: z
    .array(
      z.object({
        family: z.string(),
        local: z.string().optional(),
        /** The other end of a point-to-point address. */
        address: z.string().optional(),
        prefixlen: z.number(),
        broadcast: z.string().optional(),
        scope: z.string().optional(),
        label: z.string().optional(),
        noprefixroute: z.boolean().optional(),
        /** Made by the kernel for privacy, and remade by it (RFC 8981). */
        temporary: z.boolean().optional(),
        valid_life_time: z.number().default(FOREVER),
        preferred_life_time: z.number().default(FOREVER),
      }),
    )
    .default([]),
});

/** An address as words for `ip address add`, and how long it was good for when it was read, in seconds. */
type Held = { words: string; device: string; valid: number; preferred: number };

/** Every address of the machine, ip-address(8). How long one is good for changes by itself and is not compared. */
export const addresses: Area<Held[]> = {
  async read() {
    const all = parseJsonList(onLink, await printed(['ip', '-j', 'address', 'show']));
    return all.flatMap(({ ifname, addr_info }) =>
      addr_info
        .filter(({ local, temporary }) => local !== undefined && !temporary)
        .map((one): Held => {
          const plain = `${one.address === undefined ? one.local : `${one.local} peer ${one.address}`}/${one.prefixlen}`;
          const rest = [
            ...(one.broadcast === undefined ? [] : ['broadcast', one.broadcast]),
            ...(one.scope === undefined ? [] : ['scope', one.scope]),
            ...(one.label === undefined ? [] : ['label', one.label]),
          ];
          const flags = one.noprefixroute ? ['noprefixroute'] : [];
          const words = [plain, 'dev', ifname, ...rest, ...flags].join(' ');
          return { words, device: ifname, valid: one.valid_life_time, preferred: one.preferred_life_time };
        }),
    );
  },
  repair(before, now) {
    const [then, here] = [before.map(({ words }) => words), now.map(({ words }) => words)];
    const missing = added(here, then);
    const [surplus, back] = [added(then, here), before.filter(({ words }) => missing.includes(words))];
    return [
      ...surplus.map((words) => ({
        argv: ['ip', 'address', 'delete', ...words.split(' ').slice(0, peerLength(words))],
      })),
      ...back.map(({ words, valid, preferred }) => {
        const lives = valid === FOREVER ? [] : ['valid_lft', String(valid), 'preferred_lft', String(preferred)];
        const dad = words.includes(':') && !words.includes(' label ') ? ['nodad'] : [];
        return { argv: ['ip', 'address', 'add', ...words.split(' '), ...lives, ...dad] };
      }),
    ];
  },
};

/** The words up to the device's name, which is all that a deletion needs. */
function peerLength(words: string): number {
  return words.split(' ').indexOf('dev') + 2;
}
