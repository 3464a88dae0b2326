import { shellLine, shellQuote } from '../system/shell-quote.ts';

/** One command for a place of a running lab. */
export type Job = {
  /** nsenter(1) arguments from the sandbox's room to the place. */
  enter: readonly string[];
  argv: readonly string[];
  timeoutMs: number;
  /** It keeps to its time by itself: in a crowd it needs no timeout(1). */
  endsItself?: boolean;
  input: string;
};

/** Programs that end by themselves and start no others: in a crowd they need no timeout(1) each. */
const SELF_ENDING = new Set(['ip', 'bridge', 'ping', 'arping', 'curl', 'dig', 'timeout', 'readlink', 'cat']);

/** What is typed to the shell that libexec/jobs.sh makes, for one job in its place. */
export function jobLines(number: number, { enter, argv, timeoutMs, input }: Job): string {
  const file = `"$directory/${number}.in"`;
  const given = input === '' ? `: >${file}` : `printf %s ${shellQuote(input)} >${file}`;
  return `${given}\njob ${number} ${timeoutMs / 1000} ${shellLine([...enter, '--', ...argv])}\n`;
}

/** As {@link jobLines}, for jobs of one place without input: it is entered once for all of them. `number` is that of the crowd itself. */
export function crowdLines(number: number, members: ReadonlyMap<number, Job>): string {
  const jobs = [...members.values()];
  const seconds = Math.max(...jobs.map(({ timeoutMs }) => timeoutMs)) / 1000;
  const lines = [...members].map(([member, job]) => `${member} ${shellLine([...limit(job), ...job.argv])}`);
  const end = `END-OF-CROWD-${number}`;
  return [
    `crowd ${number} ${seconds} ${shellLine(jobs[0]?.enter ?? [])} 3<<'${end}'`,
    ...lines.map((line) => `job ${line}`),
    end,
    '',
  ].join('\n');
}

function limit({ argv, timeoutMs, endsItself }: Job): string[] {
  const isBounded = endsItself || (SELF_ENDING.has(argv[0] ?? '') && !argv.includes('exec'));
  return isBounded ? [] : ['timeout', '--kill-after=1', `${timeoutMs / 1000}`];
}

/** The jobs by what can be entered together: those of one place that have no input. */
export function crowdsOf<T extends { job: Job }>(waiting: readonly T[]): T[][] {
  const crowds = new Map<string, T[]>();
  for (const one of waiting) {
    const key = one.job.input === '' ? one.job.enter.join(' ') : `alone ${crowds.size}`;
    crowds.set(key, [...(crowds.get(key) ?? []), one]);
  }
  return [...crowds.values()];
}
