import { type Evidence, type Network, ProbeError, type Ran } from '../check.ts';
import { send } from '../parts/send.ts';
import { type Connection, refusalOf, WAIT_SECONDS } from './tcp.ts';

export type Target = { ip: string; port: number };

/** How one attempt to connect ended, and the command that repeats it. */
export type Attempt = { connection: Connection; detail: string; evidence: Evidence };

/**
 * $1 address, $2 port, $3 the next address and so on. One bash per place, which forks for each target: a matrix has many.
 * A line is the number of the target and `open`, or what bash said. What says nothing until timeout(1) ends all has timed out.
 */
const CONNECT = `
number=0
while [ $# -gt 0 ]; do
  { said=$({ exec 3<>"/dev/tcp/$1/$2"; } 2>&1); echo "$number \${said:-open}"; } &
  number=$((number + 1))
  shift 2
done
wait
`;

/** Connects from one place to all targets at once; the attempts in their order. Throws {@link ProbeError} when bash could not try. */
export async function connectToAll(place: string, targets: readonly Target[], network: Network): Promise<Attempt[]> {
  const words = targets.flatMap(({ ip, port }) => [ip, `${port}`]);
  const argv = ['timeout', WAIT_SECONDS, 'bash', '-c', CONNECT, 'tcp', ...words];
  const ran = await send(network, place, argv, 8000);
  const outcomes = readAttempts(ran, targets.length, network);
  return targets.map(({ ip, port }, index) => {
    const [connection, detail] = outcomes[index] ?? TIMED_OUT;
    const command = network.byHand(place, ['timeout', WAIT_SECONDS, 'bash', '-c', `</dev/tcp/${ip}/${port}`]);
    return { connection, detail, evidence: { command, output: detail } };
  });
}

type Outcome = readonly [Connection, string];
const TIMED_OUT: Outcome = ['timed out', `no answer within ${WAIT_SECONDS} s`];

/** Understands the lines of {@link CONNECT}. Throws {@link ProbeError} for what is no answer of the network. */
export function readAttempts(ran: Ran, count: number, network: Pick<Network, 'evidence'>): Outcome[] {
  const said = new Map(
    [...ran.stdout.matchAll(/^(\d+) (.*)$/gm)].map(([, number, text = '']) => [Number(number), text]),
  );
  const broken = (words: string) => new ProbeError(`bash could not try to connect: ${words}`, network.evidence(ran));
  // timeout(1) exits with 124 when the time was up; else every target has its line.
  const isLate = ran.exitCode === 124;
  if (!(isLate || ran.exitCode === 0) || ran.stderr.trim() !== '')
    throw broken(ran.stderr.trim().split('\n')[0] || `exit code ${ran.exitCode}`);
  return Array.from({ length: count }, (_, number): Outcome => {
    const text = said.get(number);
    if (text === undefined && isLate) return TIMED_OUT;
    if (text === undefined) throw broken(`nothing about target ${number}`);
    if (text === 'open') return ['open', 'accepted'];
    const refusal = refusalOf(/^tcp: connect: (.+)$/.exec(text)?.[1] ?? '');
    if (refusal === undefined) throw broken(text);
    return [refusal.connection, refusal.detail];
  });
}
