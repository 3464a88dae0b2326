import type { Network, Ran } from '../check.ts';
import { readCurl } from './http-answer.ts';

/** The answers in the order in which they came, and how the first attempt without one ended; nothing was asked after it. */
export type ManyAnswers = { answers: readonly { source: string; text: string }[]; failure?: string };

/** Written by curl around what it tells of each answer: a record separator (ASCII 30), which no text holds. */
const MARK = '\u001e';
const TRAILER = `${MARK}%{http_code} %{local_ip}${MARK}`;

/**
 * One curl that asks each source's `urls` one after the other, which is a hundred times faster than one curl each. `Connection: close` makes each request a new
 * connection (RFC 9112, section 9.6), `--fail-early` ends it at the first without an answer, or with one of 400 or more:
 * a proxy may take seconds for each of them.
 */
export function curlMany(urls: readonly string[], sources: readonly string[], headers: readonly string[]): string[] {
  const groups = sources.length === 0 ? [[]] : sources.map((source) => ['--interface', source]);
  const each = groups.map((group) => [
    ...['-sS', '-f', '-v', '-g', '--noproxy', '*', '-H', 'Connection: close', ...headers, '-w', TRAILER],
    ...['--connect-timeout', '1.5', '--max-time', '3', ...group],
    ...urls,
  ]);
  return [
    'curl',
    '-q',
    '--fail-early',
    ...each.flatMap((words, index) => (index === 0 ? words : ['--next', ...words])),
  ];
}

/** Understands what {@link curlMany} printed. Throws ProbeError when curl itself could not do its work. */
export function readMany(ran: Ran, network: Pick<Network, 'evidence'>): ManyAnswers {
  const pieces = ran.stdout.split(MARK);
  const answers = pieces.flatMap((text, index) => {
    const [status = '', source = ''] = index % 2 === 0 ? (pieces[index + 1]?.split(' ') ?? []) : [];
    return status === '' || status === '000'
      ? []
      : [{ source, text: status === '200' ? text.trim() : `status ${status}` }];
  });
  if (ran.exitCode === 0) return { answers };
  // EXIT CODES of curl(1): 22 is a status of 400 or more, the last that was told.
  if (ran.exitCode === 22)
    return { answers: answers.slice(0, -1), failure: answers.at(-1)?.text ?? 'a status of 400 or more' };
  const ending = readCurl(ran, network);
  return { answers, failure: ending.ended === 'answer' ? `status ${ending.status}` : ending.detail };
}
