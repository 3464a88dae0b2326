import * as z from 'zod';
import type { CheckKind, Context, Evidence } from '../check.ts';
import { type Facet, verdictOf } from '../parts/facets.ts';
import { addressesOf } from '../parts/prefix.ts';
import { send } from '../parts/send.ts';
import { cidr, place } from '../parts/terms.ts';
import { counted, urlsOf } from './spread-between.ts';
import { curlMany, type ManyAnswers, readMany } from './spread-curl.ts';

const MOST_SOURCES = 64;

const percent = z.number().min(0).max(100);
const share = z
  .strictObject({
    min: percent.default(0).describe('At least so many percent of the requests.'),
    max: percent.default(100).describe('At most so many percent of the requests.'),
  })
  .refine(({ min, max }) => min <= max, 'min is more than max');

const schema = z
  .strictObject({
    from: place.describe('The place that asks.'),
    url: z.url({ protocol: /^https?$/ }).describe('What it asks for, again and again, each time by a new connection.'),
    requests: z
      .number()
      .int()
      .min(2)
      .max(1000)
      .default(60)
      .describe('How many requests; per source, if there are any.'),
    sources: cidr
      .refine((text) => addressesOf(text).length <= MOST_SOURCES, `at most ${MOST_SOURCES} addresses`)
      .optional()
      .describe('A prefix of addresses that the place has; it asks from each of them, one after the other.'),
    between: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('What each source asks for between two of its requests. It must be answered, and does not count.'),
    headers: z.record(z.string(), z.string()).default({}).describe('Headers of each request, such as X-Canary.'),
    shares: z
      .record(z.string().min(1), share)
      .default({})
      .describe('Text of an answer → how many of all requests must be answered with it. Other answers must not come.'),
    same: z.boolean().default(false).describe('true: a source must get the same answer each time.'),
  })
  .refine(
    ({ shares, same }) => same || Object.keys(shares).length > 0,
    'say what is expected: `shares` or `same: true`',
  );
export type SpreadEntry = z.output<typeof schema>;
export type SpreadSeen = { answers: ManyAnswers; evidence: Evidence };

export const spread: CheckKind<SpreadEntry, SpreadSeen> = {
  kind: 'spread',
  about: 'How many of many HTTP requests each server answers: load balancing and session affinity, by counting.',
  example:
    'spread: {from: red, url: "http://10.96.0.10/", shares: {hello from blue: {min: 40}, hello from green: {min: 40}}}',
  schema,
  title: ({ from, url, same }) =>
    `${from} gets ${url} ${same ? 'from the same server each time' : 'from each server in its turn'}`,
  places: ({ from }) => [from],
  probe: probeSpread,
  judge: judgeSpread,
};

async function probeSpread(entry: SpreadEntry, { network }: Context): Promise<SpreadSeen> {
  const { from, url, between, sources } = entry;
  const headers = Object.entries(entry.headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const callers = sources === undefined ? [] : addressesOf(sources);
  const ran = await send(network, from, curlMany(urlsOf(entry), callers, headers), 60_000);
  const answers = counted(entry, readMany(ran, network));
  const twice = between === undefined ? [url] : urlsOf({ url, between, requests: 2 });
  const moved = entry.same ? movedIn(answers.answers)?.source : undefined;
  const shown = callers.find((address) => address === moved) ?? callers[0];
  const caller = shown === undefined ? [] : ['--interface', shown];
  const one = ['curl', '-sS', ...headers, ...caller, ...twice];
  return { answers, evidence: { command: network.byHand(from, one), output: tallyOf(answers) } };
}

function tallyOf({ answers, failure }: ManyAnswers): string {
  const counts = new Map<string, number>();
  for (const { text } of answers) counts.set(text, (counts.get(text) ?? 0) + 1);
  const lines = [...counts].sort(([a], [b]) => a.localeCompare(b)).map(([text, count]) => `${count} × ${text}`);
  return [...lines.slice(0, 12), ...(failure === undefined ? [] : [`then ${failure}`])].join('\n');
}

function judgeSpread(entry: SpreadEntry, { answers: { answers, failure }, evidence }: SpreadSeen) {
  const asked = entry.requests * (entry.sources === undefined ? 1 : addressesOf(entry.sources).length);
  if (failure !== undefined || answers.length !== asked) {
    const expected = `an answer to each of ${asked} requests from ${entry.from} to ${entry.url}`;
    const found = `${answers.length} answered, then ${failure ?? 'none'}`;
    return verdictOf([{ holds: false, expected, found }], evidence);
  }
  const texts = answers.map(({ text }) => text);
  const facets = [...shareFacets(entry.shares, texts), ...(entry.same ? [sameFacet(answers)] : [])];
  return verdictOf(facets, evidence);
}

function shareFacets(shares: SpreadEntry['shares'], texts: readonly string[]): Facet[] {
  if (Object.keys(shares).length === 0) return [];
  const facets = Object.entries(shares).map(([text, { min, max }]) => {
    const found = (100 * texts.filter((answer) => answer.includes(text)).length) / texts.length;
    return {
      holds: found >= min && found <= max,
      expected: `"${text}" in ${min} to ${max} % of ${texts.length} answers`,
      found: `"${text}" in ${Math.round(found)} %`,
    };
  });
  const stranger = texts.find((answer) => !Object.keys(shares).some((text) => answer.includes(text)));
  if (stranger === undefined) return facets;
  return [...facets, { holds: false, expected: 'no other answers', found: `the answer "${stranger.slice(0, 80)}"` }];
}

/** The first answer that differs from one that its source got before. */
function movedIn(answers: ManyAnswers['answers']): { source: string; before: string; text: string } | undefined {
  const first = new Map<string, string>();
  for (const { source, text } of answers) {
    const before = first.get(source) ?? text;
    if (before !== text) return { source, before, text };
    first.set(source, before);
  }
  return undefined;
}

function sameFacet(answers: ManyAnswers['answers']): Facet {
  const moved = movedIn(answers);
  const whom = moved?.source ? `${moved.source} gets` : 'the caller gets';
  return {
    holds: moved === undefined,
    expected: 'the same answer each time, for each source',
    found: moved ? `${whom} "${moved.before}", then "${moved.text}"` : 'the same answer each time',
  };
}
