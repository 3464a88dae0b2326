import * as z from 'zod';
import type { CheckKind, Context, Evidence } from '../check.ts';
import { watching } from '../parts/caught.ts';
import { verdictOf } from '../parts/facets.ts';
import { interfaceAt, place, splitInterface } from '../parts/terms.ts';
import { during, placesOfTraffic } from './during.ts';
import { captureAnswer, readAnswer, watchOf } from './right-answer.ts';
import { isSameAnswer } from './same-answer.ts';

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

function hasOneGroup(pattern: string): boolean {
  try {
    return (new RegExp(`${pattern}|`).exec('')?.length ?? 0) === 2;
  } catch {
    return false;
  }
}
