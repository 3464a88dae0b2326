import { type Network, ProbeError, type Ran } from '../check.ts';
import { parsePrefix } from '../parts/prefix.ts';

/** What dig(1) says of one question. */
export type DnsAnswer =
  | { ended: 'reply'; rcode: string; records: readonly string[] }
  | { ended: 'timed out' | 'refused' | 'unreachable'; detail: string };

/** Understands `dig +noall +comments +answer`. Throws {@link ProbeError} when dig itself could not do its work. */
export function readDig(ran: Ran, type: string, network: Pick<Network, 'evidence'>): DnsAnswer {
  // With +search there may be several headers; the last is that of the answer.
  const rcode = [...ran.stdout.matchAll(/^;; ->>HEADER<<-.* status: ([A-Z0-9]+),/gm)].at(-1)?.[1];
  if (ran.exitCode === 0 && rcode !== undefined) return { ended: 'reply', rcode, records: recordsOf(ran.stdout, type) };
  const silence = /^;; (?:communications error to|UDP setup with) ([^#\s]+)#.*: (?<why>[a-z ]+)\.?$/m.exec(ran.stdout);
  const [, server = '', why = ''] = silence ?? [];
  // dig(1), RETURN CODES: 9 is no reply from a server.
  if (ran.exitCode === 9 && why === 'timed out') return { ended: 'timed out', detail: `no answer from ${server}` };
  if (ran.exitCode === 9 && why === 'connection refused')
    return { ended: 'refused', detail: `${server} refuses: connection refused` };
  if (ran.exitCode === 9 && /unreachable/.test(why)) return { ended: 'unreachable', detail: `${server}: ${why}` };
  const first = `${ran.stderr}${ran.stdout}`.trim().split('\n')[0] || `exit code ${ran.exitCode}`;
  throw new ProbeError(`dig could not ask: ${first}`, network.evidence(ran));
}

/** RFC 1035, section 5.1, as dig writes it: name, time to live, class, type, data. */
function recordsOf(stdout: string, type: string): string[] {
  return stdout.split('\n').flatMap((line) => {
    const [, , , is, ...data] = line.startsWith(';') ? [] : line.trim().split(/\s+/);
    return is === type ? [data.join(' ')] : [];
  });
}

/** Names are compared without regard to case and to a dot at the end, addresses as numbers, text without its quotes. */
export function asWritten(record: string, type: string): string {
  if (type === 'TXT') return record.replaceAll('"', '');
  if (type === 'A' || type === 'AAAA') return String(parsePrefix(record)?.address ?? record);
  const words = record.trim().toLowerCase().split(/\s+/);
  return words.map((word) => word.replace(/\.$/, '')).join(' ');
}
