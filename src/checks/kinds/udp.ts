import * as z from 'zod';
import { freshWord } from '../../system/fresh-word.ts';
import { type CheckKind, type Context, type Evidence, type Network, ProbeError, type Ran } from '../check.ts';
import { type Facet, verdictOf } from '../parts/facets.ts';
import { needsWitness, type Sighting, seenAs, seenBy, sightingFacet, witnessed } from '../parts/seen-as.ts';
import { send } from '../parts/send.ts';
import { ip, place, port } from '../parts/terms.ts';

const WAIT_SECONDS = '1';

/**
 * $1 address, $2 port, $3 text, $4 seconds, then a word for each try. At most one datagram in; dd reads it whole and adds nothing. A second one out when
 * nothing comes: a datagram may be lost, and the kernel does not tell its sender that a neighbour was asked for in vain.
 */
const ASK = `
exec 3<>"/dev/udp/$1/$2" || exit 3
for try in "\${@:5}"; do
  printf %s "$3" >&3 || exit 3
  timeout "$4" dd bs=65535 count=1 status=none <&3
  code=$?
  [ "$code" = 124 ] || break
done
exit "$code"
`;

/** errno(3) of a datagram socket when the network, a route or a rule says no. */
const UNREACHABLE = [
  'Network is unreachable',
  'No route to host',
  'Network is down',
  'Host is down',
  'Invalid argument',
  'Permission denied',
  'Operation not permitted',
];

const schema = z
  .strictObject({
    from: place.describe('The place that sends.'),
    to: ip.describe('The address it sends to.'),
    port: port.describe('The UDP port.'),
    send: z.string().min(1).optional().describe('The text to send; some unique text unless told.'),
    reply: z.string().optional().describe('Text that the reply must contain.'),
    answered: z.boolean().default(true).describe('Whether a reply is expected.'),
    'seen-as': seenAs.optional(),
    'seen-by': seenBy.optional(),
  })
  .refine(...needsWitness);
export type UdpEntry = z.output<typeof schema>;

export type UdpSeen = {
  /** The text of the reply; undefined without one. */
  reply: string | undefined;
  /** Why there is none: `no reply to two datagrams, within 1 s each`, `refused`, or the words of the kernel. */
  detail: string;
  evidence: Evidence;
  sighting?: Sighting | undefined;
};

export const udp: CheckKind<UdpEntry, UdpSeen> = {
  kind: 'udp',
  about: 'Whether a UDP datagram from a place to an address and port is answered.',
  example: 'udp: {from: red, to: 192.168.15.53, port: 53, send: hello, reply: hello}',
  schema,
  title: ({ from, to, port: at, answered }) =>
    `UDP port ${at} of ${to} ${answered ? 'answers' : 'does not answer'} ${from}`,
  places: ({ from, 'seen-by': by }) => (by === undefined ? [from] : [from, by]),
  negative: ({ answered }) => !answered,
  probe: probeUdp,
  judge: judgeUdp,
};

async function probeUdp(entry: UdpEntry, context: Context): Promise<UdpSeen> {
  const { network } = context;
  const { from, 'seen-by': by } = entry;
  const text = entry.send ?? `netlab ${freshWord()}`;
  if (by === undefined) return ask(entry, text, network);
  const payload = Buffer.from(text).toString('hex');
  const { result, sighting } = await witnessed(context, { from, by, traffic: { protocol: 'udp', payload } }, () =>
    ask(entry, text, network),
  );
  return { ...result, sighting };
}

async function ask({ from, to, port: at }: UdpEntry, text: string, network: Network): Promise<UdpSeen> {
  const argv = ['bash', '-c', ASK, 'udp', to, `${at}`, text, WAIT_SECONDS, 'first'];
  if (network.maySendAgain ?? true) argv.push('second');
  const ran = await send(network, from, argv, 8000);
  const byHand = `exec 3<>/dev/udp/${to}/${at}; printf %s "$1" >&3; timeout ${WAIT_SECONDS} dd status=none count=1 <&3`;
  const command = network.byHand(from, ['bash', '-c', byHand, 'udp', text]);
  return { ...readReply(ran, network), evidence: { ...network.evidence(ran), command } };
}

/** Understands what bash and dd say about a datagram. Throws {@link ProbeError} for what is no answer of the network. */
export function readReply(ran: Ran, network: Pick<Network, 'evidence'>): { reply: string | undefined; detail: string } {
  if (ran.exitCode === 0) return { reply: ran.stdout, detail: 'a reply' };
  // timeout(1) exits with 124 when the time was up.
  if (ran.exitCode === 124)
    return { reply: undefined, detail: `no reply to two datagrams, within ${WAIT_SECONDS} s each` };
  // Only what is said about the socket counts: that a program may not be executed is "Permission denied" as well.
  const reason = /^(?:udp: connect|udp: line \d+: printf: write error|dd: error reading .+): (.+)$/m.exec(
    ran.stderr,
  )?.[1];
  if (reason === 'Connection refused') return { reply: undefined, detail: 'refused' };
  if (reason !== undefined && UNREACHABLE.includes(reason)) return { reply: undefined, detail: reason };
  const first = ran.stderr.trim().split('\n')[0] || `exit code ${ran.exitCode}`;
  throw new ProbeError(`bash could not send the datagram: ${first}`, network.evidence(ran));
}

function judgeUdp({ from, to, port: at, reply, answered, 'seen-as': as }: UdpEntry, seen: UdpSeen) {
  const answer = seen.reply;
  const facets: Facet[] = [
    {
      holds: (answer !== undefined) === answered,
      expected: `UDP port ${at} of ${to} ${answered ? 'answers' : 'does not answer'}`,
      found: seen.detail,
      because: answered ? reasonFor(seen.detail, from, to, at) : undefined,
    },
  ];
  if (answered && reply !== undefined && answer !== undefined) {
    const found = answer === '' ? 'an empty reply' : `the reply "${answer.trim().slice(0, 80)}"`;
    facets.push({ holds: answer.includes(reply), expected: `a reply with "${reply}"`, found });
  }
  const sighting = sightingFacet(as, seen.sighting);
  const isOnlyFault = sighting && !sighting.holds && facets.every(({ holds }) => holds);
  if (sighting) facets.push(sighting);
  return verdictOf(facets, (isOnlyFault ? seen.sighting?.evidence : undefined) ?? seen.evidence);
}

function reasonFor(detail: string, from: string, to: string, at: number): string | undefined {
  if (detail === 'refused') return `${to} is reached, but nothing listens on its UDP port ${at}`;
  if (/Network is unreachable/.test(detail)) return `${from} has no route to ${to}`;
  return undefined;
}
