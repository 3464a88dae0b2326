import * as z from 'zod';
import type { CheckKind, Context, Evidence } from '../check.ts';
import { type Facet, listed, verdictOf } from '../parts/facets.ts';
import { send } from '../parts/send.ts';
import { ip, place } from '../parts/terms.ts';
import { asWritten, type DnsAnswer, readDig } from './dns-answer.ts';

const TYPES = ['A', 'AAAA', 'CNAME', 'MX', 'NS', 'PTR', 'SOA', 'SRV', 'TXT'] as const;
const RCODES = ['NOERROR', 'NXDOMAIN', 'SERVFAIL', 'REFUSED'] as const;

const schema = z
  .strictObject({
    from: place.describe('The place that asks.'),
    name: z
      .string()
      .regex(/^[A-Za-z0-9_.-]+$/, 'a name has letters, digits, "-", "_" and "."')
      .describe('The name, such as web.default.svc.cluster.local.'),
    type: z.enum(TYPES).default('A').describe('The type of record that is asked for.'),
    server: ip.optional().describe('The name server; those of /etc/resolv.conf unless told.'),
    search: z
      .boolean()
      .default(false)
      .describe('true: the name is completed as programs do, by `search` and `ndots` of /etc/resolv.conf.'),
    answers: z
      .union([z.literal('none'), z.array(z.string().min(1)).min(1)])
      .optional()
      .describe(
        'What exactly the records say, in any order; `none`: the name exists and has no such record. At least one record unless told.',
      ),
    rcode: z.enum(RCODES).default('NOERROR').describe('The response code; NXDOMAIN: there is no such name.'),
    answered: z.boolean().default(true).describe('Whether an answer is expected at all, be it NXDOMAIN.'),
  })
  .refine(({ rcode, answers }) => rcode === 'NOERROR' || answers === undefined, '`answers` goes with NOERROR');
export type DnsEntry = z.output<typeof schema>;
export type DnsSeen = { answer: DnsAnswer; evidence: Evidence };

export const dns: CheckKind<DnsEntry, DnsSeen> = {
  kind: 'dns',
  about: 'What a name server answers to a question from a place: records, or that there is no such name.',
  example: 'dns: {from: red, name: web.default.svc.cluster.local, server: 10.96.0.10, answers: [10.96.0.20]}',
  schema,
  title: ({ from, name, type, rcode, answered }) => {
    if (!answered) return `${from} gets no answer about ${name}`;
    return rcode === 'NOERROR' ? `${from} looks up ${name} (${type})` : `${from} gets ${rcode} for ${name} (${type})`;
  },
  places: ({ from }) => [from],
  negative: ({ answered }) => !answered,
  probe: probeDns,
  judge: judgeDns,
};

/** Two tries of two seconds to each server, for a datagram may be lost; no .digrc of the machine may come between. */
async function probeDns({ from, name, type, server, search }: DnsEntry, { network }: Context): Promise<DnsSeen> {
  const asked = [...(server === undefined ? [] : [`@${server}`]), ...(search ? ['+search'] : []), name, type];
  const argv = ['dig', '-r', '+noall', '+comments', '+answer', '+time=2', '+tries=2', ...asked];
  const ran = await send(network, from, argv, 20_000);
  const shown = network.evidence({
    ...ran,
    stdout: ran.stdout.replaceAll(/^;(?!; (?:->>|flags|\S+ error|UDP|no servers)).*\n?/gm, '').trim(),
  });
  return {
    answer: readDig(ran, type, network),
    evidence: { ...shown, command: network.byHand(from, ['dig', ...asked]) },
  };
}

function judgeDns(entry: DnsEntry, { answer, evidence }: DnsSeen) {
  if (!entry.answered) return verdictOf([silenceFacet(entry, answer)], evidence);
  if (answer.ended !== 'reply') {
    const because = reasonFor(answer.ended, entry);
    return verdictOf([{ holds: false, expected: expectedOf(entry), found: answer.detail, because }], evidence);
  }
  return verdictOf([entry.rcode === 'NOERROR' ? recordsFacet(entry, answer) : codeFacet(entry, answer)], evidence);
}

function silenceFacet({ name }: DnsEntry, answer: DnsAnswer): Facet {
  const found = answer.ended === 'reply' ? `the answer ${foundOf(answer)}` : answer.detail;
  return { holds: answer.ended !== 'reply', expected: `no answer about ${name}`, found };
}

type Reply = Extract<DnsAnswer, { ended: 'reply' }>;

function codeFacet(entry: DnsEntry, reply: Reply): Facet {
  return { holds: reply.rcode === entry.rcode, expected: expectedOf(entry), found: foundOf(reply) };
}

function recordsFacet(entry: DnsEntry, reply: Reply): Facet {
  const expected = entry.answers === 'none' ? [] : entry.answers;
  const wanted = expected?.map((text) => asWritten(text, entry.type)).sort();
  const said = reply.records.map((text) => asWritten(text, entry.type)).sort();
  const holds =
    reply.rcode === 'NOERROR' && (wanted === undefined ? said.length > 0 : wanted.join('\n') === said.join('\n'));
  return { holds, expected: expectedOf(entry), found: foundOf(reply) };
}

function expectedOf({ name, type, answers, rcode }: DnsEntry): string {
  if (rcode !== 'NOERROR') return `${rcode} for ${name}`;
  if (answers === undefined) return `a record ${type} of ${name}`;
  return answers === 'none' ? `that ${name} exists and has no ${type}` : `${type} ${listed(answers)}`;
}

function foundOf({ rcode, records }: Reply): string {
  if (rcode !== 'NOERROR') return rcode;
  return listed(records, 'NOERROR, but no such record');
}

function reasonFor(ended: DnsAnswer['ended'], { from, server }: DnsEntry): string | undefined {
  const asked = server ?? 'the name server';
  if (ended === 'refused') {
    return server === undefined
      ? `nothing listens where /etc/resolv.conf of ${from} sends its questions; without a nameserver there they go to ${from} itself`
      : `${server} is reached, but nothing listens on its port 53`;
  }
  if (ended === 'timed out')
    return `the question or the answer is lost on the way, or ${asked} waits itself for an answer`;
  return ended === 'unreachable' ? `${from} has no route to ${asked}` : undefined;
}
