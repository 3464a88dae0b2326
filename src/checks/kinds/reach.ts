import * as z from 'zod';
import type { CheckKind, Context } from '../check.ts';
import { type Facet, listed, verdictOf } from '../parts/facets.ts';
import { isAddress } from '../parts/prefix.ts';
import { place } from '../parts/terms.ts';
import { type Attempt, connectToAll, type Target } from './reach-connect.ts';

/** How many pairs a verdict names; the rest of them are in the matrix that goes with it. */
const PAIRS_NAMED = 4;

const target = z
  .string()
  .refine(
    (text) => splitTarget(text) !== undefined,
    'an address and a TCP port, such as 10.244.1.3:8080 or [fd00::1]:80',
  );

const schema = z
  .strictObject({
    to: z.record(z.string().min(1), target).describe('Name → address and TCP port, such as {back: "10.244.1.3:8080"}.'),
    from: z
      .record(place, z.array(z.string()))
      .describe(
        'Place → the names of what it may connect to; all others must stay closed to it. A place does not try the name that is its own.',
      ),
  })
  .superRefine(({ to, from }, context) => {
    for (const message of faultsOf(to, from)) context.addIssue({ code: 'custom', message });
  });
export type ReachEntry = z.output<typeof schema>;

export type ReachLook = Attempt & { from: string; to: string; target: string };

export const reach: CheckKind<ReachEntry, readonly ReachLook[]> = {
  kind: 'reach',
  about: 'Who connects to what by TCP, and to nothing else: a reachability matrix in which every pair is tried.',
  example: 'reach: {to: {back: "10.244.1.3:8080", dns: "10.244.2.53:53"}, from: {front: [back, dns], stray: [dns]}}',
  schema,
  title: ({ to, from }) =>
    `${listed(Object.keys(from))} connect to what they may of ${listed(Object.keys(to))}, and to nothing else`,
  places: ({ from }) => Object.keys(from),
  probe: probeReach,
  judge: judgeReach,
};

/** An open pair in each row and column is the control of its closed ones: the place can send, and something listens there. */
function faultsOf(to: Record<string, string>, from: Record<string, readonly string[]>): string[] {
  const allowed = Object.values(from).flat();
  const strangers = allowed.filter((name) => !Object.hasOwn(to, name));
  const mute = Object.keys(from).filter((one) => from[one]?.every((name) => name === one) ?? true);
  const deaf = Object.keys(to).filter(
    (name) => !Object.keys(from).some((one) => one !== name && from[one]?.includes(name)),
  );
  return [
    ...strangers.map((name) => `\`to\` has no "${name}"`),
    ...mute.map(
      (one) => `${one} may connect to nothing: name something that it reaches, or nothing shows that it can send`,
    ),
    ...deaf.map((name) => `nobody may connect to ${name}: name a place that does, or nothing shows that it listens`),
  ];
}

async function probeReach({ to, from }: ReachEntry, { network }: Context): Promise<readonly ReachLook[]> {
  const targets = Object.entries(to).map(([name, text]) => ({ name, text, ...split(text) }));
  const rows = Object.keys(from).map(async (one) => {
    const others = targets.filter(({ name }) => name !== one);
    const connections = await connectToAll(one, others, network);
    return others.map(({ name, text }, index): ReachLook => {
      const seen = connections[index];
      if (!seen) throw new Error(`no outcome for ${one} → ${name}`);
      return { from: one, to: name, target: text, ...seen };
    });
  });
  return (await Promise.all(rows)).flat();
}

function split(text: string): Target {
  const parts = splitTarget(text);
  if (!parts) throw new Error(`not an address and a port: ${text}`);
  return parts;
}

/** `10.0.0.1:80` or `[fd00::1]:80` in its parts; undefined for anything else. */
export function splitTarget(text: string): Target | undefined {
  const [, six, four, digits] = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(text) ?? [];
  const ip = six ?? four ?? '';
  const port = Number(digits);
  const isFamily = six === undefined ? !ip.includes(':') : ip.includes(':');
  return isAddress(ip) && isFamily && port >= 1 && port <= 65_535 ? { ip, port } : undefined;
}

function judgeReach({ from }: ReachEntry, looks: readonly ReachLook[]) {
  const judged = looks.map((look) => ({ look, may: from[look.from]?.includes(look.to) ?? false }));
  const wrong = judged.filter(({ look, may }) => (look.connection === 'open') !== may);
  const matrix = matrixOf(looks);
  const evidence = { command: (wrong[0] ?? judged[0])?.look.evidence.command ?? '', output: matrix };
  if (wrong.length === 0) {
    const closed = judged.filter(({ may }) => !may).length;
    const right = `${judged.length - closed} pairs open, ${closed} closed`;
    return verdictOf([{ holds: true, expected: right, found: right }], evidence);
  }
  const rest = wrong.length - PAIRS_NAMED;
  const more: Facet[] = rest > 0 ? [{ holds: false, expected: `and ${rest} more`, found: `and ${rest} more` }] : [];
  return verdictOf([...wrong.slice(0, PAIRS_NAMED).map(({ look, may }) => pairFacet(look, may)), ...more], evidence);
}

function pairFacet({ from, to, target, detail }: ReachLook, may: boolean): Facet {
  return {
    holds: false,
    expected: `${from} ${may ? 'connects' : 'does not connect'} to ${to} (${target})`,
    found: `${from} → ${to}: ${detail}`,
  };
}

/** One row per place: what was open to it, and what was not. */
function matrixOf(looks: readonly ReachLook[]): string {
  const places = [...new Set(looks.map(({ from }) => from))];
  const width = Math.max(...places.map((one) => one.length));
  const names = (one: string, open: boolean) =>
    looks.filter(({ from, connection }) => from === one && (connection === 'open') === open).map(({ to }) => to);
  return places
    .map((one) => `${one.padEnd(width)}  open: ${listed(names(one, true))}; closed: ${listed(names(one, false))}`)
    .join('\n');
}
