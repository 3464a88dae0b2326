import type { Evidence } from '../../checks/check.ts';
import { must, type Rule } from '../spec.ts';
import { type Case, EVERY_ROLE, type Finding } from './case.ts';
import { failure, show } from './show.ts';
import { sceneOf, type WrongCase, type WrongSeen } from './wrong-calls.ts';

/** Calls with a wrong environment or input, which a plugin refuses before it does anything (section 2, "Parameters"). */

/** Every call has to fail, with an error object, one of the codes, and all the names in it. */
export function judgeWrong(seen: WrongSeen): Finding | undefined {
  for (const { did, done } of seen.calls) {
    const [call] = done.calls;
    const said = (found: string): Finding => ({ found: `${did.did} ${found}`, evidence: show(done) });
    if (!call) return failure(done);
    if (call.exitCode === 0) return said('exits with 0');
    if (!call.error) return failure(done, did.did);
    const { code, msg, details = '' } = call.error;
    if (did.codes.length > 0 && !did.codes.includes(code)) {
      return said(`fails with code ${code} and not ${did.codes.join(' or ')}: ${msg}`);
    }
    const missing = (did.names ?? []).filter((name) => !`${msg} ${details}`.includes(name));
    if (missing.length > 0) return said(`fails, and the error does not name ${missing.join(', ')}: ${msg} ${details}`);
  }
  return seen.made.length > 0 ? { found: `calls that had to be refused made ${seen.made.join(', ')}` } : undefined;
}

function refused(
  id: WrongCase,
  title: string,
  rule: Rule,
  expected: string,
  more: Partial<Case<WrongSeen>> = {},
): Case<WrongSeen> {
  const last = (seen: WrongSeen): Evidence => {
    const done = seen.calls.at(-1)?.done;
    return done ? show(done) : { command: '', output: '' };
  };
  return {
    ...{ title, rule, roles: EVERY_ROLE, scene: sceneOf(id), holds: 'refused as it should be' },
    expected: () => expected,
    judge: judgeWrong,
    evidence: last,
    ...more,
  };
}

const VARIABLES = must(
  'section 5, Error',
  'Invalid necessary environment variables, like CNI_COMMAND, CNI_CONTAINERID, etc. The error message must contain the names of invalid variables.',
);
const NAMED = 'fails with code 4, and the error has the names of all that is missing';

export const ENVIRONMENT_CASES = {
  'command-missing': refused(
    'command-missing',
    'a call without CNI_COMMAND is refused',
    { ...VARIABLES, force: 'should' },
    'fails with code 4 that names CNI_COMMAND',
  ),
  'command-unknown': refused(
    'command-unknown',
    'an unknown CNI_COMMAND is refused',
    VARIABLES,
    'fails with code 4 that names CNI_COMMAND',
  ),
  'environment-add': refused('environment-add', 'ADD says which of its variables are missing', VARIABLES, NAMED),
  'environment-check': refused('environment-check', 'CHECK says which of its variables are missing', VARIABLES, NAMED, {
    since: '0.4.0',
  }),
  'environment-del': refused('environment-del', 'DEL says which of its variables are missing', VARIABLES, NAMED),
  'container-id': refused(
    'container-id',
    'a CNI_CONTAINERID that breaks the rules is refused',
    must(
      'section 2, Parameters',
      'Must not be empty. Must start with an alphanumeric character, optionally followed by any combination of one or more alphanumeric characters, underscore (), dot (.) or hyphen (-).',
    ),
    'fails with code 4 that names CNI_CONTAINERID',
  ),
  'interface-name': refused(
    'interface-name',
    'a CNI_IFNAME that no interface can have is refused',
    must('section 2, Parameters', 'if the plugin is unable to use this interface name it must return an error.'),
    'fails with an error object and makes nothing',
  ),
  'network-name': refused(
    'network-name',
    'a network name that breaks the rules is refused',
    must(
      'section 5, Error',
      'Invalid network config. If some validations on network configs do not pass, this error will be raised.',
    ),
    'fails with code 7',
  ),
  'not-json': refused(
    'not-json',
    'a configuration that is not JSON is refused',
    must('section 5, Error', 'Failed to decode content. For example, failed to unmarshal network config from bytes'),
    'fails with code 6',
  ),
  'no-input': refused(
    'no-input',
    'an empty standard input is refused',
    must('section 5, Error', 'I/O failure. For example, failed to read network config bytes from stdin.'),
    'fails with code 5, 6 or 7',
    { level: 'full' },
  ),
} as const;
