import * as z from 'zod';
import { freshWord } from '../../system/fresh-word.ts';
import { addresses } from '../../system/ip.ts';
import type { CheckKind, Context, Evidence, Network } from '../check.ts';
import { type Facet, listed, verdictOf } from '../parts/facets.ts';
import { look } from '../parts/look.ts';
import { needsWitness, type Sighting, seenAs, seenBy, sightingFacet, witnessed } from '../parts/seen-as.ts';
import { send } from '../parts/send.ts';
import { ip, place } from '../parts/terms.ts';
import { type Answers, readPing, reasonFor, wordsFor } from './ping-answers.ts';

/**
 * iputils waits this long for the last answer (seconds): the second after which Linux asks again for a neighbour that it asked for in vain before, and a
 * bit for the answer.
 */
const WAIT_SECONDS = 1.3;
/** Between two requests. */
const INTERVAL_SECONDS = 0.2;
const PAIRS_SHOWN = 6;

const schema = z
  .strictObject({
    from: place.optional().describe('The place that pings.'),
    to: ip.optional().describe('The address it pings.'),
    matrix: z
      .union([z.array(place).min(2), z.record(place, ip)])
      .optional()
      .describe(
        'Every one of these places pings every other: a list of places, whose IPv4 addresses are looked up, or place → address.',
      ),
    reachable: z.boolean().default(true).describe('Whether answers are expected.'),
    count: z.number().int().min(1).max(50).default(1).describe('How many requests are sent.'),
    loss: z.number().min(0).max(100).optional().describe('How much loss is tolerated, in percent; none unless told.'),
    size: z
      .number()
      .int()
      .min(0)
      .max(65507)
      .optional()
      .describe('Bytes of payload; an IPv4 packet is 28 bytes larger.'),
    df: z
      .boolean()
      .optional()
      .describe(
        "true: the packets must not be fragmented (DF, don't fragment); false: every router may. Else ping decides.",
      ),
    source: ip.optional().describe('The source address to use.'),
    'seen-as': seenAs.optional(),
    'seen-by': seenBy.optional(),
  })
  .refine(
    ({ from, to, matrix }) => (matrix === undefined ? from !== undefined && to !== undefined : !from && !to),
    'a ping has either `from` and `to`, or `matrix`',
  )
  .refine(({ matrix, 'seen-as': as }) => as === undefined || matrix === undefined, '`seen-as` needs `from` and `to`')
  .refine(...needsWitness);
export type PingEntry = z.output<typeof schema>;

export type PingLook = { from: string; to: string; name: string; answers: Answers; evidence: Evidence };
export type PingSeen = {
  looks: readonly PingLook[];
  /** Places of a matrix that have no address to ping. */
  homeless: readonly { place: string; evidence: Evidence }[];
  sighting?: Sighting | undefined;
};

export const ping: CheckKind<PingEntry, PingSeen> = {
  kind: 'ping',
  about: 'Whether an address answers ICMP echo requests sent from a place, or every place reaches every other.',
  example: 'ping: {from: red, to: 192.168.15.2, reachable: false}',
  schema,
  title: ({ from, to, matrix, reachable }) => {
    const verb = reachable ? 'reaches' : 'does not reach';
    if (matrix) return `${listed(membersOf(matrix))}: everyone ${verb} everyone`;
    return `${from} ${verb} ${to}`;
  },
  places: ({ from, matrix, 'seen-by': by }) => [
    ...(from ? [from] : []),
    ...(matrix ? membersOf(matrix) : []),
    ...(by ? [by] : []),
  ],
  negative: ({ reachable }) => !reachable,
  probe: probePing,
  judge: (entry, seen) => (entry.matrix ? judgeMatrix(entry, seen) : judgeOne(entry, seen)),
};

async function probePing(entry: PingEntry, context: Context): Promise<PingSeen> {
  const { network } = context;
  if (entry.matrix) return probeMatrix(entry, entry.matrix, network);
  const { from = '', to = '', 'seen-by': by } = entry;
  if (by === undefined) return { looks: [await pingOnce(network, entry, { from, to, name: to })], homeless: [] };
  const payload = freshWord();
  const { result, sighting } = await witnessed(context, { from, by, traffic: { protocol: 'icmp', payload } }, () =>
    pingOnce(network, entry, { from, to, name: to }, payload),
  );
  return { looks: [result], homeless: [], sighting };
}

async function probeMatrix(
  entry: PingEntry,
  matrix: NonNullable<PingEntry['matrix']>,
  network: Network,
): Promise<PingSeen> {
  const targets = await Promise.all(membersOf(matrix).map((member) => targetOf(member, matrix, network)));
  const pairs = targets.flatMap(({ place: from }) =>
    targets
      .filter((target) => target.place !== from)
      .flatMap((target) => target.addresses.map((to) => ({ from, to, name: target.place }))),
  );
  return {
    looks: await Promise.all(pairs.map((pair) => pingOnce(network, entry, pair))),
    homeless: targets.filter((target) => target.addresses.length === 0),
  };
}

async function targetOf(member: string, matrix: NonNullable<PingEntry['matrix']>, network: Network) {
  const evidence = { command: network.byHand(member, ['ip', 'addr']), output: '' };
  if (!Array.isArray(matrix)) return { place: member, addresses: [matrix[member] ?? ''], evidence };
  const interfaces = await look(network, member, addresses);
  const live = interfaces
    .flatMap(({ addr_info }) => addr_info)
    .filter(({ family, scope }) => family === 'inet' && scope === 'global')
    .flatMap(({ local }) => local ?? []);
  return { place: member, addresses: live, evidence };
}

async function pingOnce(
  network: Network,
  { count, size, df, source }: PingEntry,
  pair: { from: string; to: string; name: string },
  payload?: string,
): Promise<PingLook> {
  const argv = [
    'ping',
    '-n',
    '-c',
    `${count}`,
    '-W',
    `${WAIT_SECONDS}`,
    ...(count > 1 ? ['-i', `${INTERVAL_SECONDS}`] : []),
    ...(size === undefined ? [] : ['-s', `${size}`]),
    ...(df === undefined ? [] : ['-M', df ? 'do' : 'dont']),
    ...(source === undefined ? [] : ['-I', source]),
    ...(payload === undefined ? [] : ['-p', payload]),
    pair.to,
  ];
  const ran = await send(network, pair.from, argv, 5000 + count * 1000);
  return { ...pair, answers: readPing(ran, network), evidence: network.evidence(ran) };
}

function judgeOne(entry: PingEntry, { looks, sighting }: PingSeen) {
  const [only] = looks;
  if (!only) throw new Error('a ping without a look');
  const { from, to, answers, evidence } = only;
  const facet: Facet = {
    holds: holds(entry, answers),
    expected: entry.reachable ? `${from} reaches ${to}${wanted(entry)}` : `${from} does not reach ${to}`,
    found: wordsFor(answers, to),
    because: entry.reachable ? reasonFor(answers, from, to) : undefined,
  };
  const seen = sightingFacet(entry['seen-as'], sighting);
  const shown = facet.holds && seen && !seen.holds && sighting ? sighting.evidence : evidence;
  return verdictOf(seen ? [facet, seen] : [facet], shown);
}

function judgeMatrix(entry: PingEntry, { looks, homeless }: PingSeen) {
  const wrong = looks.filter(({ answers }) => !holds(entry, answers));
  const first = wrong[0];
  const facets: Facet[] = homeless.map(({ place: name }) => ({
    holds: false,
    expected: `${name} has an IPv4 address`,
    found: `${name} has none`,
  }));
  const expected = entry.reachable ? 'everyone reaches everyone' : 'nobody reaches anybody';
  const because = first && entry.reachable ? reasonFor(first.answers, first.from, first.to) : undefined;
  facets.push({
    holds: wrong.length === 0,
    expected,
    found: pairsPhrase(entry.reachable, wrong, looks.length),
    because,
  });
  const evidence = first?.evidence ?? homeless[0]?.evidence ?? looks[0]?.evidence;
  return verdictOf(facets, evidence ?? { command: 'ip addr', output: '' });
}

function holds({ reachable, loss }: PingEntry, { sent, received }: Answers): boolean {
  if (!reachable) return received === 0;
  return received > 0 && ((sent - received) / sent) * 100 <= (loss ?? 0);
}

function wanted({ loss, size, df }: PingEntry): string {
  const parts = [
    ...(loss === undefined ? [] : [`at most ${loss} % loss`]),
    ...(size === undefined ? [] : [`${size} bytes${df ? ' unfragmented' : ''}`]),
  ];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

/** "red → blue, red → gray do not answer": the pairs that are wrong, as many as a line bears. */
function pairsPhrase(reachable: boolean, wrong: readonly PingLook[], all: number): string {
  const [none, every] = reachable ? ['do not answer', 'answer'] : ['answer', 'do not answer'];
  if (wrong.length === 0) return `all ${all} pairs ${every}`;
  if (wrong.length === all && all > 2) return `all ${all} pairs ${none}`;
  const pairs = [...new Set(wrong.map(({ from, name }) => `${from} → ${name}`))];
  const shown = pairs.slice(0, PAIRS_SHOWN).join(', ');
  const more = pairs.length > PAIRS_SHOWN ? ` and ${pairs.length - PAIRS_SHOWN} more` : '';
  return `${shown}${more} ${pairs.length === 1 ? none.replace(/^do/, 'does').replace(/^answer/, 'answers') : none}`;
}

function membersOf(matrix: NonNullable<PingEntry['matrix']>): readonly string[] {
  return Array.isArray(matrix) ? matrix : Object.keys(matrix);
}
