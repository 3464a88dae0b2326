import { MachineError } from '../../errors.ts';
import type { Route } from './route.ts';

/** What ssh(1) says when there is no connection, as a sentence with the next step. */
export function explainSsh(route: Route, said: string): MachineError {
  const by = CAUSES.find(({ pattern }) => pattern.test(said));
  if (by !== undefined) return new MachineError(by.sentence(route.name), { next: by.next(route) });
  const last = said.trim().split('\n').at(-1) ?? '';
  return new MachineError(`cannot reach ${route.name} by ssh: ${last || 'ssh said nothing'}`, {
    next: tryByHand(route),
  });
}

/** The connection broke while a command ran. */
export function lostConnection(route: Route): MachineError {
  return new MachineError(`the connection to ${route.name} was lost; what ran there may be done, or undone`, {
    next: ['netlab status   (what runs there now)', 'netlab machine status'],
  });
}

/** There may be a connection, and nothing came over it for so many seconds. */
export function tooSlow(route: Route, seconds: number): MachineError {
  return new MachineError(
    `${route.name} has not answered for ${seconds} s: it is very busy, or the way to it is broken`,
    {
      next: tryByHand(route),
    },
  );
}

/** There is no netlab on the machine: exit code 127 of its shell. */
export function noProgram(route: Route): MachineError {
  return new MachineError(`${route.name} has no command netlab`, {
    next: [
      `${tryByHand(route)[0]}, and there: ./setup in a checkout, then a link to bin/run.js as /usr/local/bin/netlab`,
    ],
  });
}

type Cause = { pattern: RegExp; sentence: (name: string) => string; next: (route: Route) => string[] };

const CAUSES: readonly Cause[] = [
  {
    pattern: /REMOTE HOST IDENTIFICATION HAS CHANGED/,
    sentence: (name) => `${name} shows another host key than before: it was built anew, or it is another machine`,
    next: (route) => [
      `when you know why: ssh-keygen -R ${keyName(route)}, then the same again`,
      'netlab machine use this',
    ],
  },
  {
    pattern: /Host key verification failed|authenticity of host/i,
    sentence: (name) => `the host key of ${name} is not known yet`,
    next: tryByHand,
  },
  {
    pattern: /Connection refused/i,
    sentence: (name) => `nothing answers at ${name}: it is off, or has no ssh server there`,
    next: ({ bringUp }) => [bringUp, 'netlab machine use this'],
  },
  {
    pattern: /timed out|No route to host|Network is unreachable|Host is down/i,
    sentence: (name) => `${name} does not answer: it is off, or there is no way to it`,
    next: ({ bringUp }) => [bringUp, 'netlab machine use this'],
  },
  {
    pattern: /Could not resolve hostname/i,
    sentence: (name) => `the host of ${name} has no address`,
    next: () => ['netlab machine use ssh:USER@HOST'],
  },
  {
    pattern: /Permission denied/i,
    sentence: (name) => `${name} does not let you in: it knows none of your keys`,
    next: (route) => [`ssh-copy-id ${route.target}`, ...tryByHand(route)],
  },
];

function tryByHand({ options, target }: Route): string[] {
  return [`ssh ${[...options, target].join(' ')}`];
}

/** The name under which known_hosts has a machine: `[host]:port` for an unusual port. */
function keyName({ options, target }: Route): string {
  const host = target.replace(/^.*@/, '');
  const port = options[options.indexOf('-p') + 1];
  return options.includes('-p') ? `'[${host}]:${port}'` : host;
}
