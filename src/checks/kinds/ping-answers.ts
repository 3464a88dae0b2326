import { type Network, ProbeError, type Ran } from '../check.ts';

/** What one ping saw. `reason` is the phrase of the kernel or of a router that told why not. */
export type Answers = { sent: number; received: number; reason?: string | undefined };

/**
 * Understands ping of iputils: exit code 0 or 1 with a summary, or 2 when the kernel refused to send at all. Throws
 * {@link ProbeError} for everything else, so that a ping that could not ping never counts as "does not answer".
 */
export function readPing(ran: Ran, network: Pick<Network, 'evidence'>): Answers {
  const summary = /(\d+) packets transmitted, (\d+) received/.exec(ran.stdout);
  const said = `${ran.stdout}\n${ran.stderr}`;
  if (summary) {
    const reason =
      /^From \S+ icmp_seq=\d+ (.+)$/m.exec(said)?.[1] ?? /^(?:ping: )?(?:local error|sendmsg): (.+)$/m.exec(said)?.[1];
    return { sent: Number(summary[1]), received: Number(summary[2]), reason };
  }
  const refused = /^(?:ping: )?(?:connect|bind): (.+)$/m.exec(ran.stderr)?.[1];
  const isRefusal = /unreachable|No route to host|Invalid argument|Cannot assign requested address|Permission denied/;
  if (ran.exitCode === 2 && refused && isRefusal.test(refused)) return { sent: 0, received: 0, reason: refused };
  if (/Do you want to ping broadcast/.test(ran.stderr))
    return { sent: 0, received: 0, reason: 'Broadcast or forbidden' };
  const what = / packets received/.test(ran.stdout)
    ? 'netlab needs the ping of iputils (package iputils-ping); this is another one'
    : `ping could not look: ${ran.stderr.trim().split('\n')[0] || `exit code ${ran.exitCode}`}`;
  throw new ProbeError(what, network.evidence(ran));
}

/** What a ping found, as a phrase. */
export function wordsFor({ sent, received, reason }: Answers, to: string): string {
  if (received > 0) return `${to} answers ${received} of ${sent}`;
  return reason === undefined ? `${to} does not answer (0 of ${sent})` : `${to} does not answer: ${reason}`;
}

/** What the kernel or a router meant by its reason, in words of the lab. */
export function reasonFor({ received, reason = '' }: Answers, from: string, to: string): string | undefined {
  if (received > 0) return undefined;
  if (/Network is unreachable/.test(reason)) return `${from} has no route to ${to}`;
  if (/Host Unreachable/.test(reason)) return `nobody answers when ${from}, or a router on the way, asks who has ${to}`;
  if (/Net Unreachable/.test(reason)) return `a router on the way has no route to ${to}`;
  if (/too long|Frag needed/i.test(reason))
    return 'the packet is larger than the MTU on the way, and it must not be fragmented';
  if (/Cannot assign/.test(reason)) return `${from} does not have the source address itself`;
  if (/filtered|Prohibited|not permitted|Permission/i.test(reason))
    return 'a firewall rule or a route refuses the packet';
  if (/Broadcast/.test(reason)) {
    return `to ${from}, ${to} is a broadcast address (is the prefix length right?), or a route or rule forbids it`;
  }
  if (/No route to host|Invalid argument/.test(reason)) return `a route of ${from} says that ${to} is unreachable`;
  return undefined;
}
