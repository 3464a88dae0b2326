import type * as z from 'zod';
import type { Lasting } from './parts/lasting.ts';

/**
 * The contract of a check kind. A probe looks and never judges; a judge decides and never looks. A probe that cannot look
 * throws {@link ProbeError} and the outcome is `unknown`; a learner being wrong is never an exception, but for
 * {@link NoSuchPlaceError}, which the network throws for every kind and which means "failed".
 */

/** One command a learner can re-run by hand, and what it printed when netlab ran it. */
export type Evidence = { command: string; output: string };

/** What a judge says. `expected` and `found` are short phrases that complete "expected: …" and "found: …". */
export type Verdict = {
  status: 'passed' | 'failed';
  expected: string;
  found: string;
  /** Why it matters or what most likely went wrong, when the judge can tell (e.g. "the prefix length is wrong"). */
  because?: string;
  /** The one command that shows it best; of many looks (a matrix), the first that does not hold. */
  evidence: Evidence;
};

/** What a finished command left. `exitCode` is undefined when it was ended by its time limit or a signal. */
export type Ran = {
  place: string;
  argv: readonly string[];
  exitCode: number | undefined;
  stdout: string;
  stderr: string;
  timedOut: boolean;
  /** Wall time in milliseconds. */
  ms: number;
};

export type RunOptions = {
  /** Upper bound in milliseconds, 10 000 unless told. A command still running then is killed with all it started. */
  timeoutMs?: number;
  /** The command keeps to that bound by itself, and nothing more is needed to watch it. */
  endsItself?: boolean;
  /** Text for the command's standard input, which is empty otherwise. */
  input?: string;
  /** A flood of output is a finding: what fits is returned. Else it throws {@link ProbeError}, since what was cut off is not known. */
  mayFlood?: boolean;
};

/**
 * The live network of a running lab, as probes see it. A place is written as a learner writes it: `host` (a node), `red` (a
 * namespace that is unique in the lab, or on the only node), `node1/red`.
 */
export type Network = {
  /** False where somebody counts what is sent, so that nothing may be sent again. */
  maySendAgain?: boolean;
  /**
   * Runs argv in a place, whatever it exits with. Commands asked for in the same turn run side by side in one hop.
   * Throws {@link NoSuchPlaceError} when the place does not exist now, {@link ProbeError} when the program is missing.
   */
  run(place: string, argv: readonly string[], options?: RunOptions): Promise<Ran>;
  /** As `run`, for commands that only read state: the same argv in the same place runs once per report. */
  read(place: string, argv: readonly string[]): Promise<Ran>;
  /** The command line with which a learner repeats argv from the lab shell, e.g. `ip netns exec red ping -c 1 10.0.0.2`. */
  byHand(place: string, argv: readonly string[]): string;
  /** `ran` as evidence: the command by hand, and its output cut to what a screen bears. */
  evidence(ran: Ran): Evidence;
};

/** The place a check names does not exist now: for a learner that is "not done yet", so the outcome is `failed`. */
export class NoSuchPlaceError extends Error {
  override readonly name = 'NoSuchPlaceError';
  readonly place: string;
  readonly evidence: Evidence;
  constructor(place: string, evidence: Evidence) {
    super(`there is no namespace "${place}"`);
    this.place = place;
    this.evidence = evidence;
  }
}

/** The probe could not look (a missing program, garbage where JSON was due, a time limit): the outcome is `unknown`. */
export class ProbeError extends Error {
  override readonly name = 'ProbeError';
  readonly evidence: Evidence | undefined;
  constructor(message: string, evidence?: Evidence) {
    super(message);
    this.evidence = evidence;
  }
}

/** What a running lab gives a check besides the network. */
export type Context = {
  network: Network;
  /** The learner's answer to this check's question, when one was given (`answer` checks only). */
  answer: string | undefined;
  /** Runs `look` once per report, however many checks ask for what goes by this key; absent where one check is looked at alone. */
  once?: <T>(key: string, look: () => Promise<T>) => Promise<T>;
  /** Begins what goes by this key once per report, and ends it when the report is done; absent where one check is looked at alone. */
  throughout?: Lasting['throughout'];
  /** Looks at another check entry as part of this one, e.g. the traffic a `capture` watches for. Never judges. */
  provoke(entry: Record<string, unknown>): Promise<void>;
};

/** One kind of check: one typed object per file, one map (`kinds.ts`) that lists them. */
export type CheckKind<Entry, Seen> = {
  /** The key in lab.yaml, e.g. `ping`. */
  kind: string;
  /** One sentence for the reference page and for editors. */
  about: string;
  /** An entry as it stands in lab.yaml, in one line, for the reference page. */
  example?: string;
  /** A strict object; every key has a description, since editors and the reference page show it. */
  schema: z.ZodType<Entry>;
  /** A title for reports when the lab gives none, e.g. "red reaches 192.168.15.2". */
  title(entry: Entry): string;
  /** Every place and `place:dev` the entry names, so that unknown places in a lab file are problems. */
  places(entry: Entry): readonly string[];
  /** True when the entry expects an absence ("must not reach"): such a check needs a `control`. */
  negative?(entry: Entry): boolean;
  /** True (for all entries, or for one) when what others send would change what the probe sees, or the other way round: it runs alone, after the others. */
  exclusive?: boolean | ((entry: Entry) => boolean);
  /** True when the probe takes much of a processor: a proof looks again only when its task has just been done, and at the end. */
  costly?: boolean;
  /** For a kind that is looked at alone: begins, while others get ready too, what the probe needs in its turn. What fails here fails there again. */
  prepare?(entry: Entry, context: Context): Promise<unknown>;
  probe(entry: Entry, context: Context): Promise<Seen>;
  judge(entry: Entry, seen: Seen): Verdict;
};

/** Kinds side by side in one map: what one kind's probe saw only ever reaches that kind's judge. */
// biome-ignore lint/suspicious/noExplicitAny: entry and seen differ per kind; the schema of the same object parsed the entry.
export type AnyCheckKind = CheckKind<any, any>;
