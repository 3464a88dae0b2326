import { CancelledError } from '../errors.ts';
import type { LabCheck } from '../lab/lab.ts';
import {
  type AnyCheckKind,
  type Context,
  type Evidence,
  type Network,
  NoSuchPlaceError,
  ProbeError,
  type Verdict,
} from './check.ts';
import type { Lasting } from './parts/lasting.ts';

/** The kinds by their key in lab.yaml. */
export type Kinds = ReadonlyMap<string, AnyCheckKind>;

/** What one look at one check came to, before the other checks of the report are considered. */
export type Look = {
  status: 'passed' | 'failed' | 'unknown';
  expected: string;
  found: string;
  because: string | undefined;
  evidence: Evidence | null;
  /** The place that the check needs and that does not exist now. */
  missingPlace: string | undefined;
  /** Wall time in milliseconds. */
  ms: number;
};

/** What all looks of one report share. */
export type Surroundings = {
  kinds: Kinds;
  network: Network;
  /** What several checks of this report see alike. */
  once: NonNullable<Context['once']>;
  /** What goes on until the report is done. */
  throughout: Lasting['throughout'];
  answers: Readonly<Record<string, string>>;
  /** Upper bound of one probe in milliseconds: the last resort when a command's own bound fails. */
  limitMs: number;
  /** Whether an internal error brings its stack as evidence. */
  debug: boolean;
  signal: AbortSignal | undefined;
};

/** A fresh memory for one report: the first who asks for a key looks, all others wait for what that look sees. */
export function remembering(): NonNullable<Context['once']> {
  const seen = new Map<string, Promise<unknown>>();
  return <T>(key: string, look: () => Promise<T>) => {
    const known = seen.get(key) ?? look();
    seen.set(key, known);
    return known as Promise<T>;
  };
}

/** Probes and judges a check and its control. Never rejects, whatever the probe does, unless the signal aborts it. */
export async function lookAt(check: LabCheck, around: Surroundings): Promise<Look> {
  const started = performance.now();
  const answer = around.answers[check.id];
  const main = () => lookOnce(check, answer, around);
  const control = async () => check.control && (await lookOnce(check.control, undefined, around));
  const [look, proof] = isExclusive(check, around.kinds)
    ? [await main(), await control()]
    : await Promise.all([main(), control()]);
  return { ...withControl(look, proof), ms: Math.round(performance.now() - started) };
}

/** Has a check that runs alone begin what it needs, and its control too. What fails is met again, and told, when the check is looked at. */
export async function getReady(check: LabCheck, around: Surroundings): Promise<void> {
  const both = [
    { ...check, answer: around.answers[check.id] },
    ...(check.control ? [{ ...check.control, answer: undefined }] : []),
  ];
  await Promise.allSettled(
    both.map(async ({ kind, entry, answer }) => around.kinds.get(kind)?.prepare?.(entry, contextOf(around, answer))),
  );
}

/** Whether a check has to run alone, since its probe or its control's changes what other probes see. */
export function isExclusive(check: LabCheck, kinds: Kinds): boolean {
  return [check, check.control].some((one) => {
    const exclusive = one && kinds.get(one.kind)?.exclusive;
    return typeof exclusive === 'function' ? exclusive(one?.entry) : exclusive === true;
  });
}

/** Whether looking at a check takes many programs, as its kind says. */
export function isCostly({ kind }: LabCheck, kinds: Kinds): boolean {
  return kinds.get(kind)?.costly === true;
}

async function lookOnce(
  { kind, entry }: { kind: string; entry: unknown },
  answer: string | undefined,
  around: Surroundings,
): Promise<Look> {
  try {
    const found = kindNamed(around.kinds, kind);
    const seen = await bounded(found.probe(entry, contextOf(around, answer)), kind, around);
    return fromVerdict(found.judge(entry, seen));
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    return fromError(error, kind, around.debug);
  }
}

function contextOf(around: Surroundings, answer: string | undefined): Context {
  const { network, once, throughout } = around;
  return { network, once, throughout, answer, provoke: (traffic) => provoke(traffic, around) };
}

function kindNamed(kinds: Kinds, kind: string): AnyCheckKind {
  const found = kinds.get(kind);
  if (!found) throw new ProbeError(`netlab knows no check kind "${kind}"`);
  return found;
}

/** Sends the traffic of `{kind: entry}` by that kind's own probe and forgets what it saw. */
async function provoke(traffic: Record<string, unknown>, around: Surroundings): Promise<void> {
  const context = contextOf({ ...around, network: { ...around.network, maySendAgain: false } }, undefined);
  for (const [kind, entry] of Object.entries(traffic)) {
    const found = kindNamed(around.kinds, kind);
    await found.probe(found.schema.parse(entry), context);
  }
}

function bounded<Seen>(probe: Promise<Seen>, kind: string, { limitMs, signal }: Surroundings): Promise<Seen> {
  const { promise, resolve, reject } = Promise.withResolvers<Seen>();
  const late = () => reject(new ProbeError(`waited ${limitMs / 1000} s for the ${kind} probe, which did not end`));
  const cancel = () => reject(new CancelledError('the check was interrupted'));
  const timer = setTimeout(late, limitMs);
  signal?.addEventListener('abort', cancel);
  if (signal?.aborted) cancel();
  probe.then(resolve, reject);
  return promise.finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
  });
}

function fromVerdict({ status, expected, found, because, evidence }: Verdict): Look {
  return { status, expected, found, because, evidence, missingPlace: undefined, ms: 0 };
}

function fromError(error: unknown, kind: string, debug: boolean): Look {
  const nothing = { because: undefined, evidence: null, missingPlace: undefined, ms: 0 };
  if (error instanceof NoSuchPlaceError) {
    const { place, evidence } = error;
    const expected = `namespace ${place} exists`;
    return { ...nothing, status: 'failed', expected, found: 'there is none', evidence, missingPlace: place };
  }
  if (error instanceof ProbeError) {
    const evidence = error.evidence ?? null;
    return { ...nothing, status: 'unknown', expected: '', found: error.message, evidence };
  }
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error && debug ? (error.stack ?? '') : '';
  return {
    ...nothing,
    status: 'unknown',
    expected: '',
    found: `internal error in the ${kind} check: ${message}`,
    evidence: stack === '' ? null : { command: 'stack of the internal error', output: stack },
  };
}

/** A check that holds proves something only when its control holds too. */
function withControl(look: Look, control: Look | undefined): Look {
  if (control === undefined || look.status !== 'passed' || control.status === 'passed') return look;
  const { status, evidence, missingPlace } = control;
  const holds = status === 'failed' ? 'does not hold' : 'could not look';
  const about = control.expected === '' ? '' : ` (expected: ${control.expected})`;
  return {
    ...look,
    status,
    found: `${look.found}, but the control ${holds}, so nothing is proved${about}: ${control.found}`,
    because: control.because,
    evidence,
    missingPlace,
  };
}
