import * as z from 'zod';
import type { CheckKind, Context, Evidence, Network } from '../check.ts';
import { verdictOf } from '../parts/facets.ts';
import { isAddress } from '../parts/prefix.ts';
import { needsWitness, type Sighting, seenAs, seenBy, sightingFacet, witnessed } from '../parts/seen-as.ts';
import { send } from '../parts/send.ts';
import { place } from '../parts/terms.ts';
import { type HttpAnswer, readCurl, TRAILER } from './http-answer.ts';
import { answerFacets, silenceFacet } from './http-facets.ts';

/** Connecting may need one retransmission of a lost SYN, after one second; the answer of a lab's server is short. */
const CONNECT_SECONDS = '1.5';
const WHOLE_SECONDS = '3';

/** -v tells a refused connection from an unreachable one; no proxy and no .curlrc of the machine may come between. */
const CURL = ['curl', '-q', '-sS', '-v', '-i', '-g', '--noproxy', '*', '-w', TRAILER].concat(
  ['--connect-timeout', CONNECT_SECONDS],
  ['--max-time', WHOLE_SECONDS],
);

const status = z.number().int().min(100).max(599);
const schema = z
  .strictObject({
    from: place.describe('The place that asks.'),
    url: z.url({ protocol: /^https?$/ }).describe('What it asks for, such as http://192.168.15.2/.'),
    status: z
      .union([status, z.array(status).min(1)])
      .default(200)
      .describe('The status of the answer, or several that are right.'),
    reachable: z.boolean().default(true).describe('Whether an answer is expected at all.'),
    method: z
      .string()
      .regex(/^[A-Z]+$/, 'a method is written like GET')
      .optional()
      .describe('GET unless told.'),
    headers: z.record(z.string(), z.string()).default({}).describe('Headers of the request, such as Host.'),
    trust: z
      .string()
      .regex(/^\//, 'an absolute path')
      .optional()
      .describe(
        'For https: a file at `from` with the certificates to trust (PEM). Name and validity are always checked.',
      ),
    certificate: z
      .string()
      .regex(/^\//, 'an absolute path')
      .optional()
      .describe('For https: a file at `from` with the certificate and key that the client shows (PEM).'),
    contains: z
      .union([z.string(), z.array(z.string())])
      .optional()
      .describe('Text that the body of the answer must contain.'),
    'answer-headers': z
      .record(z.string(), z.string())
      .default({})
      .describe('Headers of the answer and text that each must contain.'),
    'seen-as': seenAs.optional(),
    'seen-by': seenBy.optional(),
  })
  .refine(...needsWitness);
export type HttpEntry = z.output<typeof schema>;
export type HttpSeen = { answer: HttpAnswer; evidence: Evidence; sighting?: Sighting | undefined };

export const http: CheckKind<HttpEntry, HttpSeen> = {
  kind: 'http',
  about: 'What a web server answers to a request from a place, and which source address it sees.',
  example: 'http: {from: remote, url: "http://192.168.1.10/", status: 200, contains: welcome}',
  schema,
  title: ({ from, url, reachable }) => `${from} ${reachable ? 'gets' : 'does not get'} ${url}`,
  places: ({ from, 'seen-by': by }) => (by === undefined ? [from] : [from, by]),
  negative: ({ reachable }) => !reachable,
  probe: probeHttp,
  judge: judgeHttp,
};

async function probeHttp(entry: HttpEntry, context: Context): Promise<HttpSeen> {
  const { network } = context;
  const { from, 'seen-by': by } = entry;
  if (by === undefined) return request(entry, network);
  const journey = { from, by, traffic: destinationOf(entry.url) };
  const { result, sighting } = await witnessed(context, journey, () => request(entry, network));
  return { ...result, sighting };
}

function destinationOf(url: string) {
  const { hostname, port, protocol } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const to = isAddress(host) ? host : undefined;
  return { protocol: 'tcp', to, port: Number(port || (protocol === 'https:' ? 443 : 80)) } as const;
}

async function request(entry: HttpEntry, network: Network): Promise<HttpSeen> {
  const { from, url, method, headers, trust, certificate } = entry;
  const asked = [
    ...(trust === undefined ? [] : ['--cacert', trust]),
    ...(certificate === undefined ? [] : ['--cert', certificate]),
    ...(method === 'HEAD' ? ['--head'] : []),
    ...(method === undefined || method === 'HEAD' ? [] : ['-X', method]),
    ...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
    url,
  ];
  const ran = await send(network, from, [...CURL, ...asked], 10_000);
  const { output } = network.evidence({ ...ran, stderr: withoutMessages(ran.stderr) });
  const command = network.byHand(from, ['curl', '-i', '--max-time', WHOLE_SECONDS, ...asked]);
  return { answer: readCurl(ran, network), evidence: { command, output } };
}

/** The lines of `curl -v` that -i does not print anyway. */
function withoutMessages(stderr: string): string {
  return stderr
    .split('\n')
    .filter((line) => /^curl:|^\* .*(connect|fail|refused|certificate|reset|timed out|resolve)/i.test(line))
    .join('\n');
}

function judgeHttp(entry: HttpEntry, seen: HttpSeen) {
  const facets = entry.reachable ? answerFacets(entry, seen.answer) : [silenceFacet(entry, seen.answer)];
  const sighting = sightingFacet(entry['seen-as'], seen.sighting);
  const isOnlyFault = sighting && !sighting.holds && facets.every(({ holds }) => holds);
  if (sighting) facets.push(sighting);
  return verdictOf(facets, (isOnlyFault ? seen.sighting?.evidence : undefined) ?? seen.evidence);
}
