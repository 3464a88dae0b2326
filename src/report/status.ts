import { plain } from './plain.ts';
import { theme } from './theme.ts';
import { hang } from './wrap.ts';

/** A lab on record. `startedAt` is ISO 8601. */
type RunningLab = {
  lab: string;
  title: string;
  state: 'running' | 'starting' | 'gone';
  startedAt: string;
  places: readonly string[];
  folder: string;
  direct?: boolean;
  workspaces: readonly { path: string; folder: string }[];
};

/** `inside` is the lab whose sandbox we run in. */
type StatusReport = {
  inside: string | null;
  exam?: { secondsLeft: number; labs: readonly string[] } | null;
  labs: readonly RunningLab[];
};

/** What runs, the lab that commands mean first. */
export function statusText({ inside, exam, labs }: StatusReport, width = 80): string {
  if (labs.length === 0) return `No lab is running. See them all: ${theme.command('netlab list')}`;
  const several = labs.length > 1 && inside === null;
  const texts = labs.map((lab, at) => labText(lab, several && at === 0, width));
  const second = labs[1]?.lab ?? '';
  const more = several ? [`To mean another one, name it: ${theme.command(`netlab check --lab ${second}`)}`] : [];
  const clock = exam ? [examText(exam, width)] : [];
  return [...clock, ...texts, ...more].join('\n\n');
}

function examText({ secondsLeft, labs }: { secondsLeft: number; labs: readonly string[] }, width: number): string {
  const left = Math.max(0, secondsLeft);
  const time = left >= 300 ? `${Math.floor(left / 60)} minutes` : `${left} seconds`;
  const rest = `${theme.strong(`${time} left`)} for ${labs.map(plain).join(', ')}. Its tasks: ${theme.command('netlab exam')}`;
  return hang(`${theme.title('Exam')}  `, rest, width);
}

function labText(lab: RunningLab, first: boolean, width: number): string {
  const head = `${theme.title(plain(lab.lab))}  ${plain(lab.title)} ${theme.quiet(`· ${STATES[lab.state]}`)}`;
  const since = lab.startedAt.replace(/T(\d\d:\d\d).*/, ' $1 UTC');
  const lines = [
    ...(first ? ['commands mean this lab'] : []),
    labelled('since', since, width),
    labelled('places', lab.places.join(', '), width),
    ...(lab.direct
      ? [labelled('runs', 'on this machine itself (direct mode): netlab stop puts its network back', width)]
      : []),
    labelled('lab files', lab.folder, width),
    ...lab.workspaces.map(({ path, folder }) => labelled('your files', `${folder} (in the lab ${path})`, width)),
    ...NEXT[lab.state](lab.lab).map((command) => labelled('try', theme.command(command), width)),
  ];
  return [head, ...lines.map((line) => line.replaceAll(/^/gm, '  '))].join('\n');
}

function labelled(name: string, text: string, width: number): string {
  return hang(theme.quiet(`${name}: `.padEnd('your files: '.length)), text, width - 2);
}

const STATES: Record<RunningLab['state'], string> = {
  running: 'running',
  starting: 'being set up, or interrupted while it was',
  gone: 'its sandbox has ended (a reboot, or it was killed)',
};

const NEXT: Record<RunningLab['state'], (lab: string) => string[]> = {
  running: () => [],
  starting: (lab) => [`netlab stop ${lab}`],
  gone: (lab) => [`netlab start ${lab}`],
};
