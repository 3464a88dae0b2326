import { type Context, type Network, ProbeError, type Ran } from '../check.ts';
import { caughtDuring } from '../parts/caught.ts';
import { mustEnd } from '../parts/look.ts';
import { matchesOf } from '../parts/pattern.ts';
import type { Watch } from '../parts/tcpdump.ts';
import { splitInterface } from '../parts/terms.ts';
import type { AnswerEntry, AnswerSeen } from './answer.ts';
import { send } from './during.ts';

/** Where the right answer to a question is read. */
type Source = AnswerEntry['from'];

/** The right answer as a command prints it. */
export async function readAnswer({ at, run = [], pick, json }: Source, context: Context): Promise<AnswerSeen> {
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
export async function captureAnswer(from: Source, context: Context): Promise<AnswerSeen> {
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

/** The tcpdump that reads an answer from packets. */
export function watchOf({ at, capture: filter = '' }: Source): Watch {
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
