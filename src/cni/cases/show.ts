import type { Evidence } from '../../checks/check.ts';
import { excerpt } from '../parse.ts';
import type { PluginOutcome } from '../plugin.ts';
import type { Finding } from './case.ts';
import { type Done, tellingCall } from './stage.ts';

/** What was done and seen, for whoever wants to see it too. */

/**
 * The call of a chain that tells most, as lines to repeat by hand on an empty host, and what it printed. They carry the whole environment
 * and standard input, so they need nothing else.
 */
export function show(done: Done): Evidence {
  const call = tellingCall(done);
  if (!call) return { command: 'ls -l /etc/cni/net.d /opt/cni/bin', output: done.problem ?? '' };
  const earlier = done.calls.slice(0, done.calls.indexOf(call)).map(({ byHand }) => byHand);
  return { command: [...done.before, ...earlier, call.byHand].join('\n'), output: printed(call) };
}

/** The finding that something which had to work did not. */
export function failure(done: Done, did = ''): Finding {
  const name = did === '' ? '' : `${did}: `;
  return { found: `${name}${done.problem ?? `${done.command} failed`}`, evidence: show(done) };
}

function printed(call: PluginOutcome): string {
  const ended = call.timedOut ? 'stopped at its time limit' : `exit code ${call.exitCode ?? 'none (a signal)'}`;
  const lines = [call.stdout.trim().slice(0, 2000), call.stderr.trim().slice(0, 1000), `(${excerpt(ended)})`];
  return lines.filter((line) => line !== '').join('\n');
}
