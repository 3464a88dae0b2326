import * as z from 'zod';
import type { CheckKind, Context, Evidence } from '../check.ts';
import { caughtDuring, watching } from '../parts/caught.ts';
import { failed, verdictOf } from '../parts/facets.ts';
import type { Watch } from '../parts/tcpdump.ts';
import { interfaceAt, splitInterface } from '../parts/terms.ts';
import { type FrameMacs, frameMacs, macFacets } from './capture-macs.ts';
import { during, placesOfTraffic, send } from './during.ts';

const schema = z
  .strictObject({
    at: interfaceAt.describe('The interface that is watched, such as host:v-net-0.'),
    filter: z
      .string()
      .min(1)
      .describe('Which packets count, in the words of pcap-filter(7), such as `icmp and src host 10.0.0.1`.'),
    during: during.describe(
      'What is sent meanwhile: an entry of ping, arping, tcp, udp, http or dns. Its outcome does not matter.',
    ),
    seen: z.boolean().default(true).describe('Whether such packets are expected.'),
    count: z
      .strictObject({
        min: z.number().int().min(1).optional().describe('At least so many.'),
        max: z.number().int().min(1).optional().describe('At most so many.'),
      })
      .optional()
      .describe('How many packets are expected; any number unless told.'),
    'source-mac-of': interfaceAt
      .optional()
      .describe('The interface whose MAC address every such frame must come from.'),
    'destination-mac-of': interfaceAt
      .optional()
      .describe('The interface whose MAC address every such frame must be for.'),
  })
  .refine(({ seen, count }) => seen || count === undefined, '`count` goes with `seen: true`')
  .refine(
    (entry) => entry.seen || (entry['source-mac-of'] ?? entry['destination-mac-of']) === undefined,
    '`source-mac-of` and `destination-mac-of` go with `seen: true`',
  );
export type CaptureEntry = z.output<typeof schema>;

export type CaptureSeen = {
  packets: readonly string[];
  /** Why nothing could be watched: the interface is missing or down. */
  fault: string | undefined;
  /** The true MAC addresses of the interfaces that the frames must come from and be for. */
  macs?: FrameMacs;
  evidence: Evidence;
};

export const capture: CheckKind<CaptureEntry, CaptureSeen> = {
  kind: 'capture',
  about: 'Whether packets that match a filter pass an interface while something is sent.',
  example: 'capture: {at: "host:veth-red-br", filter: icmp, during: {ping: {from: red, to: 192.168.15.2}}}',
  schema,
  title: ({ at, filter, seen }) => `"${filter}" ${seen ? 'passes' : 'does not pass'} ${at}`,
  places: (entry) => [
    ...[entry.at, entry['source-mac-of'], entry['destination-mac-of']].filter((at) => at !== undefined),
    ...placesOfTraffic(entry.during),
  ],
  negative: ({ seen }) => !seen,
  // The packets of other probes would match the filter as well.
  exclusive: true,
  prepare: (entry, context) => watching(context, watchOf(entry)),
  probe: probeCapture,
  judge: judgeCapture,
};

async function probeCapture(entry: CaptureEntry, context: Context): Promise<CaptureSeen> {
  const macs = await frameMacs(entry, context.network);
  const { lines, fault, evidence } = await caughtDuring(
    context,
    watchOf(entry),
    () => send(entry.during, context),
    isAtLeast(entry) ? (sofar) => sofar.lines.length >= (entry.count?.min ?? 1) : undefined,
  );
  return { packets: lines, fault, macs, evidence };
}

/** Whether more packets of the kind would change nothing. */
function isAtLeast(entry: CaptureEntry): boolean {
  const ends = entry['source-mac-of'] ?? entry['destination-mac-of'];
  return entry.seen && entry.count?.max === undefined && ends === undefined;
}

function watchOf({ at, filter, ...ends }: CaptureEntry): Watch {
  const { place, dev = '' } = splitInterface(at);
  const frame = (ends['source-mac-of'] ?? ends['destination-mac-of']) !== undefined;
  return { place, dev, filter, frame };
}

function judgeCapture(entry: CaptureEntry, { packets, fault, macs = {}, evidence }: CaptureSeen) {
  const { at, filter, seen, count } = entry;
  const expected = `${amount(seen, count)} on ${at} that match${count?.max === 1 && count.min === 1 ? 'es' : ''} "${filter}"`;
  if (fault !== undefined) return failed(expected, fault, evidence);
  const { min = 1, max = Number.POSITIVE_INFINITY } = count ?? {};
  const holds = seen ? packets.length >= min && packets.length <= max : packets.length === 0;
  const found = packets.length === 0 ? 'no packet' : packetsPhrase(packets.length);
  const ends = packets.length === 0 ? [] : macFacets(entry, macs, packets);
  return verdictOf([{ holds, expected, found }, ...ends], evidence);
}

function amount(seen: boolean, count: CaptureEntry['count']): string {
  if (!seen) return 'no packets';
  if (count?.min !== undefined && count.min === count.max) return packetsPhrase(count.min);
  const bounds = [
    ...(count?.min === undefined ? [] : [`at least ${count.min}`]),
    ...(count?.max === undefined ? [] : [`at most ${count.max}`]),
  ];
  const last = count?.max ?? count?.min;
  return bounds.length === 0 ? 'packets' : `${bounds.join(' and ')} ${last === 1 ? 'packet' : 'packets'}`;
}

function packetsPhrase(count: number): string {
  return count === 1 ? '1 packet' : `${count} packets`;
}
