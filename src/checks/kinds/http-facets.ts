import type { Facet } from '../parts/facets.ts';
import { asList } from '../parts/terms.ts';
import type { HttpEntry } from './http.ts';
import type { HttpAnswer } from './http-answer.ts';

/** Whoever says one of these was there, or was never looked for. */
const SPOKEN: readonly HttpAnswer['ended'][] = ['answer', 'unresolved', 'not HTTP', 'untrusted'];

/** A name that does not resolve says nothing about reachability: with it nobody has tried to connect. */
export function silenceFacet({ from, url }: HttpEntry, answer: HttpAnswer): Facet {
  return {
    holds: !SPOKEN.includes(answer.ended),
    expected: `${from} gets no answer from ${url}`,
    found: answer.ended === 'answer' ? `status ${answer.status}` : answer.detail,
  };
}

/** Status, body and headers of the answer, or why there is none. */
export function answerFacets(entry: HttpEntry, answer: HttpAnswer): Facet[] {
  const allowed = asList(entry.status);
  const expected = `status ${allowed.join(' or ')} from ${entry.url}`;
  if (answer.ended !== 'answer')
    return [{ holds: false, expected, found: answer.detail, because: reasonFor(answer, entry) }];
  const inBody = asList(entry.contains).map((text) => ({
    holds: answer.body.includes(text),
    expected: `an answer that contains "${text}"`,
    found: answer.body === '' ? 'an empty answer' : `the answer "${excerpt(answer.body)}"`,
  }));
  const inHeaders = Object.entries(entry['answer-headers']).map(([name, text]) => {
    const value = answer.headers[name.toLowerCase()];
    return {
      holds: value?.includes(text) ?? false,
      expected: `header ${name} with "${text}"`,
      found: value === undefined ? `no header ${name}` : `${name}: ${value}`,
    };
  });
  return [
    { holds: allowed.includes(answer.status), expected, found: `status ${answer.status}` },
    ...inBody,
    ...inHeaders,
  ];
}

function reasonFor(answer: Exclude<HttpAnswer, { ended: 'answer' }>, { from, url }: HttpEntry): string | undefined {
  const host = new URL(url).host;
  if (answer.ended === 'refused') return `the machine is reached, but nothing listens on ${host}, or a rule rejects it`;
  if (answer.ended === 'timed out') {
    return 'the request or the answer is lost on the way: a missing way back, or a rule that drops';
  }
  if (answer.ended === 'unresolved') return `${from} has no name server or hosts entry that knows ${host}`;
  if (/Network is unreachable/.test(answer.detail)) return `${from} has no route to ${host}`;
  if (/No route to host/.test(answer.detail))
    return `nobody answers when ${from}, or a router on the way, asks who has ${host}`;
  return undefined;
}

function excerpt(body: string): string {
  const line = body.trim().replaceAll(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}
