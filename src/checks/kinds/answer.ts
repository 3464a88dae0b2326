import * as z from 'zod';
import { type CheckKind, type Context, type Evidence, type Network, ProbeError, type Ran } from '../check.ts';
import { caughtDuring, watching } from '../parts/caught.ts';
import { verdictOf } from '../parts/facets.ts';
import { mustEnd } from '../parts/look.ts';
import { matchesOf } from '../parts/pattern.ts';
import { isAddress, sameAddress } from '../parts/prefix.ts';
import type { Watch } from '../parts/tcpdump.ts';
import { interfaceAt, place, splitInterface } from '../parts/terms.ts';
import { during, placesOfTraffic, send } from './during.ts';

const from = z
  .strictObject({
    at: z
      .union([place, interfaceAt])
      .describe('Where the right answer is read: a place, or with `capture` an interface.'),
    run: z.array(z.string()).min(1).optional().describe('The command that prints it, as a list of words.'),
    capture: z
      .string()
      .min(1)
      .optional()
      .describe('In place of `run`: packets that match this filter, pcap-filter(7), as `tcpdump -e -v` prints them.'),
    during: during.optional().describe('With `capture`: what is sent meanwhile. Its outcome does not matter.'),
    pick: z
      .string()
      .refine(hasOneGroup, 'not a regular expression with one group')
      .optional()
      .describe('A regular expression with one group: the answer in the output. All matches count.'),
    json: z
      .string()
      .min(1)
      .optional()
      .describe('Where the answer is in JSON output, such as 0.addr_info.0.local; * stands for all.'),
  })
  .refine(({ pick, json }) => pick === undefined || json === undefined, 'either `pick` or `json`')
  .refine(({ run, capture }) => (run === undefined) !== (capture === undefined), 'either `run` or `capture`')
  .refine(
    (entry) => (entry.capture === undefined ? !entry.during : entry.during && entry.pick),
    '`capture` needs `during` and `pick`, and `during` goes with `capture`',
  )
  .refine(
    ({ at, capture }) => (splitInterface(at).dev === undefined) === (capture === undefined),
    '`run` is at a place, `capture` at an interface such as red:veth-red',
  );

const schema = z.strictObject({
  question: z.string().min(1).describe('What the learner is asked.'),
  from: from.describe('How the right answer is read from the live system.'),
  hint: z.string().optional().describe('Shown after a wrong answer.'),
});
export type AnswerEntry = z.output<typeof schema>;

export type AnswerSeen = {
  answer: string | undefined;
  /** The right answer, one text per value; undefined while the live system does not have it. */
  right: readonly string[] | undefined;
  /** What the command said instead of an answer. */
  said: string;
  evidence: Evidence;
};

export const answer: CheckKind<AnswerEntry, AnswerSeen> = {
  kind: 'answer',
  about: 'A question to the learner. The right answer is read from the live system, so it cannot be copied.',
  example:
    'answer: {question: What is the MAC address of veth-red?, from: {at: red, run: [ip, -j, link, show, veth-red], json: 0.address}}',
  schema,
  title: ({ question }) => question,
  places: ({ from: { at, during: traffic } }) => [at, ...placesOfTraffic(traffic)],
  exclusive: ({ from: { capture } }) => capture !== undefined,
  prepare: async ({ from }, context) => {
    if (context.answer !== undefined) await watching(context, watchOf(from));
  },
  probe: probeAnswer,
  judge: judgeAnswer,
};

async function probeAnswer({ from }: AnswerEntry, context: Context): Promise<AnswerSeen> {
  return from.capture === undefined ? readAnswer(from, context) : captureAnswer(from, context);
}

async function readAnswer({ at, run = [], pick, json }: AnswerEntry['from'], context: Context): Promise<AnswerSeen> {
  const { network, answer: given } = context;
  const ran = await network.read(at, run);
  mustEnd(network, ran);
  const said = ran.stderr.trim().split('\n')[0] || `exit code ${ran.exitCode}`;
  const right = ran.exitCode === 0 ? rightAnswer(ran, { pick, json }, network) : undefined;
  return {
    answer: given,
    right,
    said: ran.exitCode === 0 ? 'it prints no such value' : said,
    evidence: network.evidence(ran),
  };
}

/** Nothing is sent until the learner has answered. A packet that is sent again says nothing new. */
async function captureAnswer(from: AnswerEntry['from'], context: Context): Promise<AnswerSeen> {
  const { during: traffic, pick = '' } = from;
  const said = 'no such packet was seen';
  if (context.answer === undefined || traffic === undefined) {
    return { answer: context.answer, right: undefined, said, evidence: { command: 'netlab answer', output: '' } };
  }
  const only = await caughtDuring(context, watchOf(from), () => send(traffic, context));
  const values = new Set(matchesOf(pick, only.lines.join('\n')).map((match) => match[1] ?? ''));
  const right = [...values].filter((value) => value !== '');
  return {
    answer: context.answer,
    right: right.length === 0 ? undefined : right,
    said: only.fault ?? said,
    evidence: only.evidence,
  };
}

function watchOf({ at, capture: filter = '' }: AnswerEntry['from']): Watch {
  const { place: where, dev = '' } = splitInterface(at);
  return { place: where, dev, filter, frame: true, header: true };
}

/** The values that the command printed; undefined when there is none. Throws {@link ProbeError} for broken JSON. */
export function rightAnswer(
  ran: Ran,
  { pick, json }: { pick?: string | undefined; json?: string | undefined },
  network: Pick<Network, 'evidence'>,
): readonly string[] | undefined {
  const values = valuesIn(ran, pick, json, network).filter((value) => value.trim() !== '');
  return values.length === 0 ? undefined : values;
}

function valuesIn(ran: Ran, pick: string | undefined, json: string | undefined, network: Pick<Network, 'evidence'>) {
  if (pick !== undefined) return matchesOf(pick, ran.stdout).map((match) => match[1] ?? '');
  if (json === undefined) return [ran.stdout.trim()];
  try {
    return at(JSON.parse(ran.stdout), json.split('.')).map(String);
  } catch {
    throw new ProbeError(`"${ran.argv.join(' ')}" did not print JSON`, network.evidence(ran));
  }
}

function at(value: unknown, [key, ...rest]: readonly string[]): (string | number | boolean)[] {
  if (key === undefined) {
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [value] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  if (key === '*') return Object.values(value).flatMap((each) => at(each, rest));
  return Object.hasOwn(value, key) ? at((value as Record<string, unknown>)[key], rest) : [];
}

/** Neither the verdict nor its evidence tells the right answer. */
function judgeAnswer({ question, hint }: AnswerEntry, { answer: given, right, said, evidence }: AnswerSeen) {
  const facet = { holds: false, expected: `the right answer to "${question}"`, because: hint };
  const asked = { command: 'netlab answer', output: given ?? '' };
  if (given === undefined) return verdictOf([{ ...facet, found: 'not answered yet', because: undefined }], asked);
  if (right === undefined) {
    const because = `what is asked about is not there yet (${said})`;
    return verdictOf([{ ...facet, found: 'there is no right answer yet', because }], asked);
  }
  if (isSameAnswer(given, right)) return verdictOf([{ ...facet, holds: true, found: given.trim() }], evidence);
  return verdictOf([{ ...facet, found: `"${given.trim()}" is not right` }], asked);
}

/**
 * Whether an answer means the same: case, white space and the way of writing a MAC or IP address aside; several values
 * in any order.
 */
export function isSameAnswer(given: string, right: readonly string[]): boolean {
  const one = wordsOf(given);
  const wanted = right.flatMap((value) => wordsOf(value));
  if (one.length !== wanted.length) return false;
  if (right.length === 1) return wanted.every((word, index) => isSameWord(word, one[index] ?? ''));
  const left = [...one];
  return wanted.every((word) => {
    const index = left.findIndex((other) => isSameWord(word, other));
    if (index >= 0) left.splice(index, 1);
    return index >= 0;
  });
}

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[\s,;]+/)
    .map((word) => word.replace(/^["'`]+|["'`.]+$/g, ''))
    .filter((word) => word !== '');
}

function isSameWord(one: string, other: string): boolean {
  if (one === other) return true;
  if (isAddress(one) && isAddress(other)) return sameAddress(one, other);
  const [mac, otherMac] = [macDigits(one), macDigits(other)];
  return mac !== undefined && mac === otherMac;
}

/** 02:00:5e:00:00:01, 02-00-5e-00-00-01, 0200.5e00.0001 → the twelve digits. */
function macDigits(word: string): string | undefined {
  if (!/^(?:[0-9a-f]{2}([:-]))(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}$|^(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}$/.test(word))
    return undefined;
  return word.replaceAll(/[^0-9a-f]/g, '');
}

function hasOneGroup(pattern: string): boolean {
  try {
    return (new RegExp(`${pattern}|`).exec('')?.length ?? 0) === 2;
  } catch {
    return false;
  }
}
