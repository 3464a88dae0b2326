import { ProbeError } from '../check.ts';

const DAY_MS = 86_400_000;

/**
 * The lines of tcpdump(8) that tell of packets from `since` on (milliseconds since 1970), with what it says of each on further lines. Each packet's first line
 * begins with the kernel's time of day, which must be UTC. Neither packet nor `since` is older than half a day. Throws {@link ProbeError} when tcpdump does
 * not begin with a time: left out, the packet would prove an absence. A later line without one may go on from the line before it, indented or, for the packet
 * inside a VXLAN packet, not.
 */
export function linesSince(lines: readonly string[], since: number): readonly string[] {
  let isSince: boolean | undefined;
  return lines.filter((line) => {
    if (line === '') return false;
    const time = timeOfDay(line);
    if (time !== undefined) isSince = isLater(time, since % DAY_MS);
    if (isSince === undefined) throw new ProbeError(`tcpdump does not say when: ${line}`);
    return isSince;
  });
}

/** More than what NTP corrects while a capture goes on, in milliseconds. */
const MOVED_MS = 50;

/**
 * The time of day now, in milliseconds since 1970, and how to see later whether the clock has been set meanwhile: then it does not tell which packets came
 * before and which after, and that throws {@link ProbeError}.
 */
export function clockNow(): { since: number; mustRunOn: () => void } {
  const since = Date.now();
  const offset = since - performance.now();
  const mustRunOn = () => {
    const moved = Math.abs(Date.now() - performance.now() - offset);
    if (moved > MOVED_MS) throw new ProbeError('the clock of this machine was set while packets were watched');
  };
  return { since, mustRunOn };
}

/** `23:59:59.123456 IP …` in milliseconds since midnight; undefined for a line that goes on from the one before. */
function timeOfDay(line: string): number | undefined {
  const [, hours, minutes, seconds] = /^(\d\d):(\d\d):(\d\d\.\d+) /.exec(line) ?? [];
  return hours === undefined ? undefined : (Number(hours) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1000;
}

/** Whether a time of day is not before another one, which may be of the day before. */
function isLater(time: number, than: number): boolean {
  return (time - than + DAY_MS) % DAY_MS < DAY_MS / 2;
}
