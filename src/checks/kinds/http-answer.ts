import { type Network, ProbeError, type Ran } from '../check.ts';

/** What curl saw: an answer of the server, or how the attempt ended without one. */
export type HttpAnswer =
  | { ended: 'answer'; status: number; headers: Readonly<Record<string, string>>; body: string }
  | {
      ended: 'refused' | 'timed out' | 'unreachable' | 'unresolved' | 'reset' | 'empty' | 'untrusted' | 'not HTTP';
      detail: string;
    };

/** Appended to what the server sent, after a line feed of its own: the status, 000 without an answer. */
export const TRAILER = '\\n%{http_code}';

const UNRESOLVED = { ended: 'unresolved', detail: 'the name does not resolve' } as const;

const UNTRUSTED = { ended: 'untrusted', detail: 'the certificate is not one to trust' } as const;

/** EXIT CODES of curl(1) that are an answer of the network or of the server, not a fault of curl or of the lab file. */
const ENDINGS: Readonly<Record<number, Exclude<HttpAnswer, { ended: 'answer' }>>> = {
  1: { ended: 'not HTTP', detail: 'the answer is not HTTP' },
  6: UNRESOLVED,
  7: { ended: 'unreachable', detail: 'cannot connect' },
  8: { ended: 'not HTTP', detail: 'the answer is not HTTP' },
  18: { ended: 'reset', detail: 'the connection ends within the answer' },
  28: { ended: 'timed out', detail: 'no answer in time' },
  35: { ended: 'reset', detail: 'TLS could not be agreed' },
  52: { ended: 'empty', detail: 'the server accepts the connection and answers nothing' },
  55: { ended: 'reset', detail: 'the connection is reset' },
  56: { ended: 'reset', detail: 'the connection is reset' },
  58: { ended: 'untrusted', detail: 'there is no certificate with its key in the file of the client' },
  60: UNTRUSTED,
  77: { ended: 'untrusted', detail: 'there is no certificate in the file of those to trust' },
};

/** Understands `curl -sS -v -i -w TRAILER`. Throws {@link ProbeError} when curl itself could not do its work. */
export function readCurl(ran: Ran, network: Pick<Network, 'evidence'>): HttpAnswer {
  const text = ran.stdout.replace(/\n(\d{3})$/, '');
  if (ran.exitCode === 0) return readMessage(text);
  const ending = ENDINGS[ran.exitCode ?? -1];
  if (!ending) {
    const said = /^curl: .+$/m.exec(ran.stderr)?.[0] ?? `exit code ${ran.exitCode}`;
    throw new ProbeError(`curl could not ask: ${said}`, network.evidence(ran));
  }
  // The time for connecting covers resolving the name as well; only who has an address tries to connect.
  if (ran.exitCode === 28 && !/^\* +Trying /m.test(ran.stderr)) return UNRESOLVED;
  if (ran.exitCode === 60)
    return { ...UNTRUSTED, detail: /^curl: \(60\) (.+)$/m.exec(ran.stderr)?.[1] ?? UNTRUSTED.detail };
  if (ran.exitCode !== 7) return ending;
  const reason =
    /connect to .* failed: (.+)$/m.exec(ran.stderr)?.[1] ??
    /Immediate connect fail for [^:]+.*: (.+)$/m.exec(ran.stderr)?.[1];
  if (reason === undefined) return ending;
  return /refused/i.test(reason)
    ? { ended: 'refused', detail: 'the connection is refused' }
    : { ...ending, detail: reason };
}

/** RFC 9112: a status line, headers, an empty line, the body. Interim answers (100 Continue) come before the real one. */
function readMessage(text: string): HttpAnswer {
  const end = /\r?\n\r?\n/.exec(text);
  const head = end ? text.slice(0, end.index) : text;
  const body = end ? text.slice(end.index + end[0].length) : '';
  const [first = '', ...lines] = head.split(/\r?\n/);
  const status = Number(/^HTTP\/[\d.]+ (\d{3})/.exec(first)?.[1]);
  if (Number.isNaN(status)) return { ended: 'not HTTP', detail: 'the answer is not HTTP' };
  if (status < 200 && body.startsWith('HTTP/')) return readMessage(body);
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const;
  });
  return { ended: 'answer', status, headers: Object.fromEntries(headers), body };
}
