import * as z from 'zod';
import { freshWord } from '../../system/fresh-word.ts';
import type { CheckKind, Context, Evidence } from '../check.ts';
import { type Facet, listed, verdictOf } from '../parts/facets.ts';
import { needsWitness, type Sighting, seenAs, seenBy, sightingFacet, witnessed } from '../parts/seen-as.ts';
import { ip, place } from '../parts/terms.ts';
import { reasonFor, wordsFor } from './ping-answers.ts';
import { judgeMatrix, membersOf, probeMatrix } from './ping-matrix.ts';
import { holds, type PingLook, pingOnce } from './ping-once.ts';

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

function wanted({ loss, size, df }: PingEntry): string {
  const parts = [
    ...(loss === undefined ? [] : [`at most ${loss} % loss`]),
    ...(size === undefined ? [] : [`${size} bytes${df ? ' unfragmented' : ''}`]),
  ];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}
