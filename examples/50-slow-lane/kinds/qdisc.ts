import {
  type CheckKind,
  type Evidence,
  interfaceAt,
  look,
  parseJsonList,
  show,
  splitInterface,
  verdictOf,
  z,
} from 'netlab/check-kind';

const schema = z.strictObject({
  at: interfaceAt.describe('The interface whose outgoing packets are queued, such as host:veth-red.'),
  kind: z.string().describe('The kind of queueing discipline, such as tbf (tc-tbf(8)).'),
  rate: z.number().positive().optional().describe('The rate it lets through, in Mbit/s.'),
  exists: z.boolean().default(true).describe('false: the interface must have none of that kind.'),
});

type Entry = z.output<typeof schema>;
type Qdisc = { kind: string; rate: number | undefined };
type Seen = { qdiscs: readonly Qdisc[]; evidence: Evidence };

/** Queueing disciplines as `tc -j qdisc show` lists them; a rate is in bytes per second there. */
const listed = z
  .object({ kind: z.string(), options: z.object({ rate: z.number().optional() }).optional() })
  .transform(({ kind, options }): Qdisc => ({ kind, rate: options?.rate && (options.rate * 8) / 1e6 }));

const qdisc: CheckKind<Entry, Seen> = {
  kind: 'qdisc',
  about: 'An interface queues its packets by a discipline of some kind, at some rate.',
  schema,
  title: ({ at, kind, exists }) => `${at} has ${exists ? 'a' : 'no'} queue of the kind ${kind}`,
  places: ({ at }) => [at],
  negative: ({ exists }) => !exists,
  async probe({ at }, { network }) {
    const { place, dev = '' } = splitInterface(at);
    const byHand = ['tc', 'qdisc', 'show', 'dev', dev];
    const reader = {
      argv: ['tc', '-j', 'qdisc', 'show', 'dev', dev],
      parse: (text: string) => parseJsonList(listed, text),
    };
    const [qdiscs, evidence] = await Promise.all([look(network, place, reader), show(network, place, byHand)]);
    return { qdiscs, evidence };
  },
  judge({ kind, rate, exists }, { qdiscs, evidence }) {
    const found = qdiscs.find((one) => one.kind === kind);
    const there = {
      holds: (found !== undefined) === exists,
      expected: `${exists ? 'a' : 'no'} queue of the kind ${kind}`,
      found: qdiscs.length === 0 ? 'no queue' : qdiscs.map((one) => one.kind).join(', '),
    };
    if (!exists || found === undefined || rate === undefined) return verdictOf([there], evidence);
    const paced = {
      holds: found.rate === rate,
      expected: `${rate} Mbit/s`,
      found: found.rate === undefined ? 'no rate' : `${found.rate} Mbit/s`,
      because: 'tc writes mbit for a million bits per second, and mbps for a million bytes.',
    };
    return verdictOf([there, paced], evidence);
  },
};

export const kinds = [qdisc];
