import { listRunning } from '../sandbox/record.ts';
import { timeLeft } from './exam-rules.ts';
import type { Session } from './session.ts';

/** What `netlab status --json` prints; its keys are a stable interface. */
export type StatusReport = {
  inside: string | null;
  /** The exam that runs: when it ends (ISO 8601), and what is left of it. */
  exam: { endsAt: string; secondsLeft: number; labs: string[] } | null;
  labs: {
    lab: string;
    title: string;
    state: 'running' | 'starting' | 'gone';
    /** ISO 8601. */
    startedAt: string;
    /** Where commands can run: nodes and the namespaces of the start state. */
    places: string[];
    folder: string;
    /** On the machine itself, and not in a sandbox. */
    direct: boolean;
    workspaces: { path: string; folder: string }[];
  }[];
};

/** The labs on record, the one that commands mean first. */
export function statusOf(session: Session): StatusReport {
  const running = listRunning(session.state, session.inside !== undefined);
  const inExam = running.filter(({ record }) => record.exam !== undefined).map(({ record }) => record);
  const endsAt = inExam[0]?.exam?.endsAt;
  const exam =
    endsAt === undefined ? null : { endsAt, secondsLeft: timeLeft({ endsAt }), labs: inExam.map(({ lab }) => lab) };
  const labs = running.map(({ record, state }) => ({
    lab: record.lab,
    title: record.title,
    state,
    startedAt: record.startedAt,
    places: [...Object.keys(record.nodes), ...Object.keys(record.namespaces)],
    folder: record.folder,
    direct: record.direct ?? false,
    workspaces: record.workspaces,
  }));
  return { inside: session.inside ?? null, exam, labs };
}
