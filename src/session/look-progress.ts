import type { LabCheck } from '../lab/lab.ts';

/** A report that is there sooner needs no progress. Milliseconds. */
const SOON_MS = 400;

/** Checks that are named; the others are counted. */
const NAMED = 3;

/** What shows, on one line of standard error, how far the looks of a report are. */
export type LookProgress = {
  onBegin: (check: Pick<LabCheck, 'id'>) => void;
  onLook: (check: Pick<LabCheck, 'id'>) => void;
  /** Erases the line. Nothing shows from then on. */
  end: () => void;
};

/**
 * Shows how far the looks of a report are: `04-cni: 3 s, 12 checks seen, looking at ping.2, policy.1 …`. Only on a terminal, only for a report that is not there
 * at once, and on one line, which is erased at the end.
 */
export function showLooks(lab: string, stream: NodeJS.WriteStream = process.stderr): LookProgress {
  if (!stream.isTTY) return { onBegin() {}, onLook() {}, end() {} };
  const begun = performance.now();
  const looking = new Set<string>();
  const seen = new Set<string>();
  let isShown = false;
  const show = () => {
    const seconds = Math.floor((performance.now() - begun) / 1000);
    const line = progressLine(lab, { seconds, seen: seen.size, looking: [...looking] });
    stream.write(`\r\u001B[K${line.slice(0, (stream.columns || 80) - 1)}`);
    isShown = true;
  };
  let timer = setTimeout(() => {
    show();
    timer = setInterval(show, 1000).unref();
  }, SOON_MS).unref();
  return {
    onBegin: ({ id }) => void looking.add(id),
    onLook({ id }) {
      looking.delete(id);
      seen.add(id);
      if (isShown) show();
    },
    end() {
      clearTimeout(timer);
      if (isShown) stream.write('\r\u001B[K');
      isShown = false;
    },
  };
}

/** One line of progress; a second that has not passed is not told. */
export function progressLine(
  lab: string,
  { seconds, seen, looking }: { seconds: number; seen: number; looking: readonly string[] },
): string {
  const named = looking.slice(0, NAMED).join(', ');
  const more = looking.length > NAMED ? ` and ${looking.length - NAMED} more` : '';
  const parts = [
    ...(seconds > 0 ? [`${seconds} s`] : []),
    ...(seen > 0 ? [`${seen} check${seen === 1 ? '' : 's'} seen`] : []),
    ...(named === '' ? [] : [`looking at ${named}${more}`]),
  ];
  return `${lab}: ${parts.join(', ') || 'looking'} …`;
}
