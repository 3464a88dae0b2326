import * as z from 'zod';
import type { AnyCheckKind, Context } from '../check.ts';
import { arping } from './arping.ts';
import { dns } from './dns.ts';
import { http } from './http.ts';
import { ping } from './ping.ts';
import { tcp } from './tcp.ts';
import { udp } from './udp.ts';

/** Traffic that a check sends before, or while, it looks. Whether it is answered is not asked. */
export const during = z
  .strictObject({
    ping: ping.schema.optional().describe(ping.about),
    arping: arping.schema.optional().describe(arping.about),
    tcp: tcp.schema.optional().describe(tcp.about),
    udp: udp.schema.optional().describe(udp.about),
    http: http.schema.optional().describe(http.about),
    dns: dns.schema.optional().describe(dns.about),
  })
  .refine((traffic) => sent(traffic).length === 1, '`during` is exactly one of ping, arping, tcp, udp, http, dns');

export type During = z.output<typeof during>;

/** Sends it. */
export async function send(traffic: During, context: Context): Promise<void> {
  await context.provoke(Object.fromEntries(sent(traffic)));
}

/** The places it names. */
export function placesOfTraffic(traffic: During | undefined): readonly string[] {
  const senders: readonly AnyCheckKind[] = [ping, arping, tcp, udp, http, dns];
  return sent(traffic ?? {}).flatMap(([kind, entry]) => senders.find((one) => one.kind === kind)?.places(entry) ?? []);
}

function sent(traffic: Record<string, unknown>): [string, unknown][] {
  return Object.entries(traffic).filter(([, entry]) => entry !== undefined);
}
