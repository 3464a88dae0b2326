import * as z from 'zod';
import type { CheckKind, Context, Evidence } from '../check.ts';
import { failed, verdictOf } from '../parts/facets.ts';
import { whileWatching } from '../parts/packets.ts';
import { interfaceAt, splitInterface } from '../parts/terms.ts';
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
  })
  .refine(({ seen, count }) => seen || count === undefined, '`count` goes with `seen: true`');
export type CaptureEntry = z.output<typeof schema>;

export type CaptureSeen = {
  packets: readonly string[];
  /** Why nothing could be watched: the interface is missing or down. */
  fault: string | undefined;
  evidence: Evidence;
};

export const capture: CheckKind<CaptureEntry, CaptureSeen> = {
  kind: 'capture',
  about: 'Whether packets that match a filter pass an interface while something is sent.',
  example: 'capture: {at: "host:veth-red-br", filter: icmp, during: {ping: {from: red, to: 192.168.15.2}}}',
  schema,
  title: ({ at, filter, seen }) => `"${filter}" ${seen ? 'passes' : 'does not pass'} ${at}`,
  places: ({ at, during: traffic }) => [at, ...placesOfTraffic(traffic)],
  negative: ({ seen }) => !seen,
  // The packets of other probes would match the filter as well.
  exclusive: true,
  probe: probeCapture,
  judge: judgeCapture,
};

async function probeCapture({ at, filter, during: traffic }: CaptureEntry, context: Context): Promise<CaptureSeen> {
  const { place, dev = '' } = splitInterface(at);
  const { caught } = await whileWatching(context.network, [{ place, dev, filter }], () => send(traffic, context));
  const [only] = caught;
  if (!only) throw new Error('a capture without a result');
  return { packets: only.lines, fault: only.fault, evidence: only.evidence };
}

function judgeCapture({ at, filter, seen, count }: CaptureEntry, { packets, fault, evidence }: CaptureSeen) {
  const expected = `${amount(seen, count)} on ${at} that match${count?.max === 1 && count.min === 1 ? 'es' : ''} "${filter}"`;
  if (fault !== undefined) return failed(expected, fault, evidence);
  const { min = 1, max = Number.POSITIVE_INFINITY } = count ?? {};
  const holds = seen ? packets.length >= min && packets.length <= max : packets.length === 0;
  return verdictOf(
    [{ holds, expected, found: packets.length === 0 ? 'no packet' : packetsPhrase(packets.length) }],
    evidence,
  );
}

function amount(seen: boolean, count: CaptureEntry['count']): string {
  if (!seen) return 'no packets';
  if (count?.min !== undefined && count.min === count.max) return packetsPhrase(count.min);
  const bounds = [
    ...(count?.min === undefined ? [] : [`at least ${count.min}`]),
    ...(count?.max === undefined ? [] : [`at most ${count.max}`]),
  ];
  return bounds.length === 0 ? 'packets' : `${bounds.join(' and ')} packets`;
}

function packetsPhrase(count: number): string {
  return count === 1 ? '1 packet' : `${count} packets`;
}
