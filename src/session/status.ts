import { listRunning } from '../sandbox/record.ts';
import type { Session } from './session.ts';

/** What `netlab status --json` prints; its keys are a stable interface. */
export type StatusReport = {
  inside: string | null;
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
  const labs = listRunning(session.state, session.inside !== undefined).map(({ record, state }) => ({
    lab: record.lab,
    title: record.title,
    state,
    startedAt: record.startedAt,
    places: [...Object.keys(record.nodes), ...Object.keys(record.namespaces)],
    folder: record.folder,
    direct: record.direct ?? false,
    workspaces: record.workspaces,
  }));
  return { inside: session.inside ?? null, labs };
}
