import * as z from 'zod';
import { type CheckKind, type Context, type Evidence, type Network, ProbeError, type Ran } from '../check.ts';
import { type Facet, verdictOf } from '../parts/facets.ts';
import { needsWitness, type Sighting, seenAs, seenBy, sightingFacet, witnessed } from '../parts/seen-as.ts';
import { send } from '../parts/send.ts';
import { ip, place, port } from '../parts/terms.ts';

/** Long enough for the first retransmission of a lost SYN, which Linux sends after one second (RFC 6298). */
export const WAIT_SECONDS = '2';

/** bash connects by itself (bash(1), REDIRECTION), and no two netcats agree on their options. */
const CONNECT = 'exec 3<>"/dev/tcp/$1/$2"';

/** errno(3) of connect(2) when the network, a route or a rule says no. */
const UNREACHABLE = [
  'Network is unreachable',
  'No route to host',
  'Network is down',
  'Host is down',
  'Invalid argument',
  'Permission denied',
  'Operation not permitted',
  'Connection timed out',
  'Connection reset by peer',
];

const schema = z
  .strictObject({
    from: place.describe('The place that connects.'),
    to: ip.describe('The address it connects to.'),
    port: port.describe('The TCP port.'),
    open: z.boolean().default(true).describe('Whether the connection is expected to be accepted.'),
    'seen-as': seenAs.optional(),
    'seen-by': seenBy.optional(),
  })
  .refine(...needsWitness);
export type TcpEntry = z.output<typeof schema>;

/** How a connection attempt ended. */
export type Connection = 'open' | 'refused' | 'timed out' | 'unreachable';
export type TcpSeen = { connection: Connection; detail: string; evidence: Evidence; sighting?: Sighting | undefined };

export const tcp: CheckKind<TcpEntry, TcpSeen> = {
  kind: 'tcp',
  about: 'Whether a TCP connection from a place to an address and port is accepted.',
  example: 'tcp: {from: remote, to: 192.168.1.10, port: 80, seen-as: 192.168.1.3, seen-by: blue}',
  schema,
  title: ({ from, to, port: at, open }) =>
    `${from} ${open ? 'connects' : 'does not connect'} to TCP port ${at} of ${to}`,
  places: ({ from, 'seen-by': by }) => (by === undefined ? [from] : [from, by]),
  negative: ({ open }) => !open,
  probe: probeTcp,
  judge: judgeTcp,
};

async function probeTcp(entry: TcpEntry, context: Context): Promise<TcpSeen> {
  const { network } = context;
  const { from, to, port: at, 'seen-by': by } = entry;
  if (by === undefined) return connect(entry, network);
  const { result, sighting } = await witnessed(context, { from, by, traffic: { protocol: 'tcp', to, port: at } }, () =>
    connect(entry, network),
  );
  return { ...result, sighting };
}

async function connect({ from, to, port: at }: TcpEntry, network: Network): Promise<TcpSeen> {
  const argv = ['timeout', WAIT_SECONDS, 'bash', '-c', CONNECT, 'tcp', to, `${at}`];
  const ran = await send(network, from, argv, 8000);
  const command = network.byHand(from, ['timeout', WAIT_SECONDS, 'bash', '-c', `</dev/tcp/${to}/${at}`]);
  return { ...readConnection(ran, network), evidence: { ...network.evidence(ran), command } };
}

/** Understands what bash says about a connection. Throws {@link ProbeError} for what is no answer of the network. */
export function readConnection(
  ran: Ran,
  network: Pick<Network, 'evidence'>,
): { connection: Connection; detail: string } {
  if (ran.exitCode === 0) return { connection: 'open', detail: 'accepted' };
  // timeout(1) exits with 124 when the time was up.
  if (ran.exitCode === 124) return { connection: 'timed out', detail: `no answer within ${WAIT_SECONDS} s` };
  // Only bash's own words on connect(2) count: that a program may not be executed is "Permission denied" as well.
  const reason = ran.exitCode === 1 ? /^tcp: connect: (.+)$/m.exec(ran.stderr)?.[1] : undefined;
  const refusal = reason === undefined ? undefined : refusalOf(reason);
  if (refusal !== undefined) return refusal;
  const first = ran.stderr.trim().split('\n')[0] || `exit code ${ran.exitCode}`;
  throw new ProbeError(`bash could not try to connect: ${first}`, network.evidence(ran));
}

/** What the kernel's words on connect(2) mean; undefined when they are no answer of the network. */
export function refusalOf(reason: string): { connection: Connection; detail: string } | undefined {
  if (reason === 'Connection refused') return { connection: 'refused', detail: 'refused' };
  return UNREACHABLE.includes(reason) ? { connection: 'unreachable', detail: reason } : undefined;
}

function judgeTcp({ from, to, port: at, open, 'seen-as': as }: TcpEntry, seen: TcpSeen) {
  const facet: Facet = {
    holds: (seen.connection === 'open') === open,
    expected: `TCP port ${at} of ${to} ${open ? 'accepts' : 'does not accept'} the connection`,
    found: seen.detail,
    because: open ? reasonFor(seen, from, to, at) : undefined,
  };
  const sighting = sightingFacet(as, seen.sighting);
  const evidence = facet.holds && sighting && !sighting.holds ? seen.sighting?.evidence : undefined;
  return verdictOf(sighting ? [facet, sighting] : [facet], evidence ?? seen.evidence);
}

function reasonFor({ connection, detail }: TcpSeen, from: string, to: string, at: number): string | undefined {
  if (connection === 'refused') return `${to} is reached, but nothing listens on its port ${at}, or a rule rejects it`;
  if (connection === 'timed out')
    return 'the request or the answer is lost on the way: a missing way back, or a rule that drops';
  if (/Network is unreachable/.test(detail)) return `${from} has no route to ${to}`;
  if (/No route to host/.test(detail)) return `nobody answers when ${from}, or a router on the way, asks who has ${to}`;
  return undefined;
}
