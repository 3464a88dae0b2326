import { CASE_NAMES, type CaseName } from '../../cni/cases/cases.ts';
import { openRoom } from '../../cni/suite/room.ts';
import { runSuite, type SuiteOptions } from '../../cni/suite/run-suite.ts';
import { type Subject, subjectOf } from '../../cni/suite/subject.ts';
import type { CaseOutcome, SuiteReport } from '../../cni/suite/suite-report.ts';
import { SPEC_VERSIONS } from '../../cni/types.ts';
import { CancelledError, UsageError } from '../../errors.ts';
import { caseLine } from '../../report/cni-suite.ts';
import { interruptible } from '../interruptible.ts';
import type { Session } from '../session.ts';

export type CniTestOptions = {
  config?: string | undefined;
  ipam?: string | undefined;
  spec?: string | undefined;
  level: 'core' | 'full';
  /** Names of cases; all of the level unless told. */
  only?: readonly string[] | undefined;
  /** Whether progress is shown on standard error. */
  quiet?: boolean;
};

/**
 * Tries a plugin in a sandbox that is gone afterwards, and shows on standard error how far it is. Ctrl-C closes the sandbox. Throws
 * UsageError for a plugin, a configuration, a version or a case that does not exist, MachineError when no sandbox can be opened.
 */
export async function testPlugin(session: Session, plugin: string, options: CniTestOptions): Promise<SuiteReport> {
  const subject = subjectOf(plugin, options, session.env);
  const only = options.only?.map(caseNamed);
  const { level, spec, quiet = false } = options;
  if (spec !== undefined && !(SPEC_VERSIONS as readonly string[]).includes(spec)) {
    throw new UsageError(`netlab speaks CNI ${SPEC_VERSIONS.join(', ')}, and not ${spec}`);
  }
  return interruptible(async (signal) => {
    const run = (more: Partial<SuiteOptions>) => inRoom(session, subject, { level, spec, only, signal, ...more });
    const report = await run(quiet ? {} : progress());
    if (signal.aborted) throw new CancelledError('interrupted: the sandbox is closed');
    return report;
  });
}

async function inRoom(session: Session, subject: Subject, options: SuiteOptions): Promise<SuiteReport> {
  const room = await openRoom(session.root, subject.folder, options.signal);
  const close = () => void room.close();
  options.signal.addEventListener('abort', close, { once: true });
  try {
    return await runSuite(room.network, room.folder, subject, options);
  } catch (error) {
    if (options.signal.aborted) throw new CancelledError('interrupted: the sandbox is closed');
    throw error;
  } finally {
    options.signal.removeEventListener('abort', close);
    await room.close();
  }
}

/** On a terminal one line that counts; elsewhere a line per case, for a log. */
function progress(): Pick<SuiteOptions, 'onPlan' | 'onOutcome'> {
  const { stderr } = process;
  let all = 0;
  let done = 0;
  return {
    onPlan: (cases) => {
      all = cases;
    },
    onOutcome: (outcome: CaseOutcome) => {
      done += 1;
      if (!stderr.isTTY) {
        if (outcome.status !== 'not-applicable') stderr.write(`${caseLine(outcome)}\n`);
      } else stderr.write(`\r\u001B[K${done === all ? '' : `${done} of ${all}  ${outcome.id}`}`);
    },
  };
}

function caseNamed(name: string): CaseName {
  const found = CASE_NAMES.find((one) => one === name);
  if (found) return found;
  const near = CASE_NAMES.filter((one) => one.includes(name) || name.includes(one));
  const next = near.length > 0 ? near : CASE_NAMES;
  throw new UsageError(`there is no case "${name}"`, { next: [`one of ${next.join(', ')}`] });
}
