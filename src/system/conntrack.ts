import type { Reader } from './reader.ts';

/** One direction of a connection. */
type Tuple = { source: string; destination: string; sport: number | undefined; dport: number | undefined };

/** One connection the kernel tracks. With NAT the reply is not the mirror of the original. */
export type Connection = {
  protocol: string;
  /** ESTABLISHED, TIME_WAIT … for TCP. */
  state: string | undefined;
  original: Tuple;
  reply: Tuple;
  /** UNREPLIED, ASSURED, OFFLOAD … */
  flags: readonly string[];
};

/** The connection table of a place, conntrack(8). */
export function connections(family: 4 | 6): Reader<Connection[]> {
  return {
    argv: ['conntrack', '-L', '-o', 'extended', '-f', family === 4 ? 'ipv4' : 'ipv6'],
    parse: (stdout) =>
      stdout
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map(parseConnection),
  };
}

/** `ipv4 2 tcp 6 431999 ESTABLISHED src=… dst=… sport=… dport=… src=… dst=… sport=… dport=… [ASSURED] mark=0 use=1`. */
export function parseConnection(line: string): Connection {
  const words = line.trim().split(/\s+/);
  const protocol = words[2];
  const starts = words.flatMap((word, index) => (word.startsWith('src=') ? [index] : []));
  const [first, second] = starts;
  if (protocol === undefined || first === undefined || second === undefined) {
    throw new SyntaxError(`not a connection: ${line.slice(0, 80)}`);
  }
  return {
    protocol,
    state: words.slice(3, first).find((word) => /^[A-Z_0-9]*[A-Z][A-Z_0-9]*$/.test(word)),
    original: tuple(words.slice(first, second)),
    reply: tuple(words.slice(second)),
    flags: words.filter((word) => /^\[[A-Z_]+\]$/.test(word)).map((word) => word.slice(1, -1)),
  };
}

function tuple(words: readonly string[]): Tuple {
  const value = (key: string) => words.find((word) => word.startsWith(`${key}=`))?.slice(key.length + 1);
  const number = (key: string) => (value(key) === undefined ? undefined : Number(value(key)));
  return {
    source: value('src') ?? '',
    destination: value('dst') ?? '',
    sport: number('sport'),
    dport: number('dport'),
  };
}
