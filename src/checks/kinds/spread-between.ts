import type { ManyAnswers } from './spread-curl.ts';

/** One URL asked for many times, and another one between two of these requests: does a server remember of the one what it heard of the other? */

export type Asked = { url: string; between?: string | undefined; requests: number };

/** All that one source asks for, in its order. */
export function urlsOf({ url, between, requests }: Asked): string[] {
  const again = between === undefined ? [url] : [between, url];
  return [url, ...Array.from({ length: requests - 1 }, () => again).flat()];
}

/** Without the answers to what was asked for in between. */
export function counted(entry: Asked, seen: ManyAnswers): ManyAnswers {
  if (entry.between === undefined) return seen;
  const { answers, failure } = seen;
  const each = urlsOf(entry).length;
  const isCounted = (index: number) => (index % each) % 2 === 0;
  const where = isCounted(answers.length) ? '' : `, when asked for ${entry.between}`;
  return {
    answers: answers.filter((_, index) => isCounted(index)),
    ...(failure !== undefined && { failure: failure + where }),
  };
}
