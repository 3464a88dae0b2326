import { familyOf } from '../checks/parts/prefix.ts';
import { addressesOf } from './addresses.ts';
import type { Ping } from './pings.ts';
import type { Proposal } from './proposal.ts';
import type { Reach } from './reach.ts';
import type { LabState, PlaceState } from './state.ts';

/**
 * Who may be able to connect to what is served anew (a listening port, or one that DNAT or REDIRECT publishes), and who may no longer be to what
 * was served at the start. All are guesses: grading tells which of them came about.
 */
export function connectionGuesses(start: LabState, now: LabState, reach: Reach): Proposal[] {
  // A control that has come to be would fail at the start whatever the port did.
  const steady = reach.now.filter(({ from, to }) => reach.start.some((ping) => ping.from === from && ping.to === to));
  return now.places.flatMap((server) => {
    const before = start.places.find(({ place }) => place === server.place);
    const was = before === undefined ? [] : listeningPorts(before);
    const added = [...listeningPorts(server), ...publishedPorts(server)].filter((port) => !was.includes(port));
    const clients = now.places.map(({ place }) => place).filter((place) => place !== server.place);
    return clients.flatMap((from) =>
      ipv4Of(server).flatMap((to) => [
        ...[...new Set(added)].map((port) => guess({ from, to, port })),
        ...was.flatMap((port) => shut({ from, to, port }, steady)),
      ]),
    );
  });
}

type Connection = { from: string; to: string; port: number };

function listeningPorts({ listeners }: PlaceState): number[] {
  const open = listeners.filter(({ protocol, address }) => protocol === 'tcp' && !/^(127\.|::1$)/.test(address));
  return [...new Set(open.map(({ port }) => port))];
}

function publishedPorts({ rules, nft }: PlaceState): number[] {
  const nat = rules.iptables.flatMap(({ tables }) => tables.filter(({ name }) => name === 'nat'));
  const ports = nat
    .flatMap(({ chains }) => chains.flatMap((chain) => chain.rules))
    .filter(({ target }) => target?.name === 'DNAT' || target?.name === 'REDIRECT')
    .flatMap(({ conditions }) => conditions.filter(({ name, negated }) => /^--dports?$/.test(name) && !negated))
    .flatMap(({ values }) => (values[0] ?? '').split(','));
  const rewriting = nft
    .flatMap(({ chains }) => chains.flatMap((chain) => chain.rules))
    .filter((rule) => rule.includes('dnat') || rule.includes('redirect'))
    .map((rule) => rule[rule.indexOf('dport') + 1] ?? '');
  return [...ports, ...rewriting].filter((text) => /^\d+$/.test(text)).map(Number);
}

function ipv4Of(state: PlaceState): string[] {
  const cidrs = state.links.flatMap(({ ifname }) => addressesOf(state, ifname));
  return cidrs.map((cidr) => cidr.slice(0, cidr.indexOf('/'))).filter((address) => familyOf(address) === 4);
}

/** That a port is shut proves nothing unless the same place reaches the same address, or any at all. */
function shut(connection: Connection, steady: readonly Ping[]): Proposal[] {
  const own = steady.filter(({ from }) => from === connection.from);
  const control = own.find(({ to }) => to === connection.to) ?? own[0];
  if (control === undefined) return [];
  const { from, to } = control;
  return [{ ...guess({ ...connection, open: false }), control: { kind: 'ping', entry: { from, to } } }];
}

function guess(entry: Connection & { open?: false }): Proposal {
  return { about: 'reach', kind: 'tcp', entry, isGuess: true };
}
