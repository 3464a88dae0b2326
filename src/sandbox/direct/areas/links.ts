import * as z from 'zod';
import { parseJsonList } from '../../../system/reader.ts';
import { printed } from '../on-machine.ts';
import type { Area, Repair } from './area.ts';

const link = z.object({
  ifindex: z.number(),
  ifname: z.string(),
  flags: z.array(z.string()).default([]),
  mtu: z.number(),
  txqlen: z.number().optional(),
  address: z.string().optional(),
  master: z.string().optional(),
  linkinfo: z
    .object({ info_kind: z.string().optional(), info_data: z.record(z.string(), z.unknown()).optional() })
    .optional(),
});
export type LinkState = z.output<typeof link>;

/** Kinds of links that can be made anew from what `ip -d link` tells of them. */
const REMADE = ['bridge', 'dummy'];

/** Settings of a bridge that people change; as ip-link(8) prints them, so it reads them. */
const BRIDGE_SETTINGS = [
  ...['stp_state', 'vlan_filtering', 'ageing_time', 'forward_delay', 'hello_time', 'max_age', 'priority'],
  ...['mcast_snooping', 'nf_call_iptables', 'nf_call_ip6tables', 'nf_call_arptables'],
];

/**
 * Links made since are deleted; those that were there get their name, port, MTU, MAC address and state back. A deleted bridge or dummy is made
 * anew; a deleted veth pair cannot be, for its other end was somewhere.
 */
export const links: Area<LinkState[]> = {
  async read() {
    return parseJsonList(link, await printed(['ip', '-j', '-d', 'link', 'show']));
  },
  repair(before, now) {
    const pairs = before.map((was) => ({ was, is: now.find((one) => isSame(was, one)) }));
    const kept = new Set(pairs.map(({ is }) => is));
    const made = now.filter((one) => !kept.has(one));
    return [
      ...made.map(({ ifname }) => ip('delete', 'dev', ifname)),
      ...pairs.filter(({ is }) => is === undefined).flatMap(({ was }) => makeAnew(was)),
      ...pairs.flatMap(({ was, is }) => (is === undefined ? [] : reshape(was, is))),
    ];
  },
};

/** By its number; one that was away in another namespace may have got a new number, and is known by name, kind and MAC address. */
function isSame(was: LinkState, is: LinkState): boolean {
  if (was.linkinfo?.info_kind !== is.linkinfo?.info_kind) return false;
  return was.ifindex === is.ifindex || (was.ifname === is.ifname && was.address === is.address);
}

/** What cannot be made is asked for: that it is not there is then what ip(8) says. */
function makeAnew({ ifname, ifindex, address, linkinfo }: LinkState): Repair[] {
  const kind = linkinfo?.info_kind ?? '';
  if (!REMADE.includes(kind)) return [ip('show', 'dev', ifname)];
  const mac = address === undefined ? [] : ['address', address];
  return [ip('add', 'name', ifname, 'index', String(ifindex), ...mac, 'type', kind)];
}

function reshape(was: LinkState, is: LinkState): Repair[] {
  const name = was.ifname;
  const renamed = name !== is.ifname;
  const set = (...words: string[]) => ip('set', 'dev', name, ...words);
  const isUp = is.flags.includes('UP') && !renamed;
  const wasUp = was.flags.includes('UP');
  return [
    ...(renamed ? [ip('set', 'dev', is.ifname, 'down'), ip('set', 'dev', is.ifname, 'name', name)] : []),
    ...(was.master === is.master ? [] : [was.master === undefined ? set('nomaster') : set('master', was.master)]),
    ...(was.mtu === is.mtu ? [] : [set('mtu', String(was.mtu))]),
    ...(was.txqlen === is.txqlen || was.txqlen === undefined ? [] : [set('txqueuelen', String(was.txqlen))]),
    ...(was.address === is.address || was.address === undefined ? [] : [set('address', was.address)]),
    ...(was.flags.includes('PROMISC') === is.flags.includes('PROMISC')
      ? []
      : [set('promisc', was.flags.includes('PROMISC') ? 'on' : 'off')]),
    ...bridgeSettings(was, is).map((words) => set('type', 'bridge', ...words)),
    ...(wasUp === isUp ? [] : [set(wasUp ? 'up' : 'down')]),
  ];
}

function bridgeSettings(was: LinkState, is: LinkState): string[][] {
  if (was.linkinfo?.info_kind !== 'bridge') return [];
  const value = (state: LinkState, key: string) => state.linkinfo?.info_data?.[key];
  return BRIDGE_SETTINGS.filter((key) => value(was, key) !== undefined && value(was, key) !== value(is, key)).map(
    (key) => [key, String(value(was, key))],
  );
}

function ip(...words: string[]): Repair {
  return { argv: ['ip', 'link', ...words] };
}
