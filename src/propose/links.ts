import { areWired } from '../checks/kinds/link-peer.ts';
import type { Link } from '../system/ip.ts';
import type { Proposal } from './proposal.ts';
import type { LabState, PlaceState } from './state.ts';

/** What a `link` check may ask of an interface, as far as it was somebody's choice. */
type Wanted = {
  kind?: string | undefined;
  state: 'up' | 'down';
  mtu?: number | undefined;
  master?: string | undefined;
  peer?: string | undefined;
  vxlan?: Record<string, unknown> | undefined;
};

/** Interfaces that a namespace gets by itself when a tunnel's module is loaded. */
const BY_THEMSELVES = ['tunl0', 'gre0', 'gretap0', 'erspan0', 'ip_vti0', 'ip6_vti0', 'sit0', 'ip6tnl0', 'ip6gre0'];

/** Interfaces that are new, gone, or not as they were. The wire of a pair is told once, at the end that comes first. */
export function linkProposals(start: LabState, now: LabState): Proposal[] {
  const told = new Set<string>();
  return now.places.flatMap((here) => {
    const before = start.places.find(({ place }) => place === here.place);
    const there = here.links.filter(({ ifname }) => !BY_THEMSELVES.includes(ifname));
    const gone = before?.links.filter(({ ifname }) => !here.links.some((link) => link.ifname === ifname)) ?? [];
    return [
      ...there.flatMap((link) => {
        const at = `${here.place}:${link.ifname}`;
        const is = asWanted(link, here, now);
        const was = before?.links.find(({ ifname }) => ifname === link.ifname);
        const asked = was && before ? changed(asWanted(was, before, start), is) : chosen(is);
        const wired = asked.peer !== undefined && !told.has(at);
        if (wired) told.add(asked.peer ?? '');
        return about(at, { ...asked, peer: wired ? asked.peer : undefined }, was === undefined);
      }),
      ...gone.map(({ ifname }): Proposal => {
        return { about: 'links', kind: 'link', entry: { at: `${here.place}:${ifname}`, exists: false } };
      }),
    ];
  });
}

function about(at: string, asked: Partial<Wanted>, isNew: boolean): Proposal[] {
  const entry = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  if (Object.keys(entry).length === 0) return [];
  // Everybody has a loopback interface, and that of a new namespace is down: only a change of it is somebody's doing.
  if (isNew && at.endsWith(':lo') && entry['state'] === 'down') return [];
  return [{ about: 'links', kind: 'link', entry: { at, ...entry } }];
}

function asWanted(link: Link, here: PlaceState, state: LabState): Wanted {
  const kind = link.linkinfo?.info_kind;
  return {
    kind,
    state: link.flags.includes('UP') ? 'up' : 'down',
    master: link.master,
    peer: kind === 'veth' ? otherEnd(link, here, state) : undefined,
    // A bridge takes its MTU from its ports. MAC addresses are others every time, unless somebody chose them: who knows?
    mtu: kind === 'bridge' ? undefined : link.mtu,
    vxlan: kind === 'vxlan' ? vxlanOf(link) : undefined,
  };
}

/** Of a new interface: an MTU only when it is not the usual one. */
function chosen(is: Wanted): Partial<Wanted> {
  const usual = is.kind === 'veth' ? 1500 : is.kind === 'vxlan' ? 1450 : is.mtu;
  return { ...is, mtu: is.mtu === usual ? undefined : is.mtu };
}

/** The other end of a wire stays the same, or it has moved: then it is new where it is, and tells the wire itself. */
function changed(was: Wanted, is: Wanted): Partial<Wanted> {
  const differs = (key: keyof Wanted) => JSON.stringify(was[key]) !== JSON.stringify(is[key]);
  const keys = (Object.keys(is) as (keyof Wanted)[]).filter((key) => key !== 'peer' && differs(key));
  const asked = Object.fromEntries(keys.map((key) => [key, is[key]])) as Partial<Wanted>;
  return differs('master') && is.master === undefined ? { ...asked, master: 'none' } : asked;
}

/**
 * Interfaces tell the other end by its number, and by a namespace that has a name on its own node only: where several fit, nothing is said.
 */
function otherEnd(link: Link, here: PlaceState, { places }: LabState): string | undefined {
  const fitting = places.flatMap((there) =>
    there.links
      .filter((one) => one !== link && areWired(link, here, one, there))
      .map(({ ifname }) => ({ there, ifname })),
  );
  const near = fitting.filter(({ there }) => there.node === here.node);
  const [only, ...others] = near.length > 0 ? near : fitting;
  return only === undefined || others.length > 0 ? undefined : `${only.there.place}:${only.ifname}`;
}

function vxlanOf(link: Link): Record<string, unknown> {
  const data = link.linkinfo?.info_data ?? {};
  const entries = (['id', 'local', 'remote', 'port'] as const).map((key) => [key, data[key] ?? data[`${key}6`]]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
