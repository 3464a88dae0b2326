import * as z from 'zod';
import { UsageError } from '../errors.ts';

/** Capability arguments: what a runtime tells those plugins that declare it (CONVENTIONS.md of containernetworking/cni). */
export type CapabilityArgs = Readonly<Record<string, unknown>>;

const port = z.number().int().min(1).max(65_535);

/** The well-known ones have a shape; a capability of any other name is passed on as it is. */
const WELL_KNOWN = {
  portMappings: z.array(
    z.looseObject({
      hostPort: port,
      containerPort: port,
      protocol: z.enum(['tcp', 'udp', 'sctp']).optional(),
      hostIP: z.string().optional(),
    }),
  ),
  ips: z.array(z.string().regex(/^[0-9a-fA-F:.]+(\/\d{1,3})?$/, 'must be an address such as 10.244.0.7/24')).min(1),
  mac: z.string().regex(/^[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}$/, 'must be an address such as 02:00:00:00:00:07'),
  bandwidth: z.looseObject({
    ingressRate: z.number().int().min(0).optional(),
    ingressBurst: z.number().int().min(0).optional(),
    egressRate: z.number().int().min(0).optional(),
    egressBurst: z.number().int().min(0).optional(),
  }),
} as const satisfies Record<string, z.ZodType>;

/**
 * `mac="02:00:00:00:00:07"` and the like, as typed: a name, `=`, and JSON (or a bare word, which counts as a string).
 * Throws UsageError that names the capability and what it has to look like.
 */
export function parseCapabilities(texts: readonly string[]): CapabilityArgs {
  return Object.fromEntries(texts.map(parseCapability));
}

function parseCapability(text: string): [string, unknown] {
  const [, name, value] = /^([A-Za-z][A-Za-z0-9]*)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined || value === '') {
    throw new UsageError(`"${text}" is no capability argument: it is NAME=JSON, such as mac=02:00:00:00:00:07`);
  }
  const data = asJson(value);
  const schema = (WELL_KNOWN as Record<string, z.ZodType>)[name];
  const parsed = schema?.safeParse(data);
  if (parsed && !parsed.success) {
    const issue = parsed.error.issues[0];
    const where = [name, ...(issue?.path ?? [])].map(String).join('.');
    throw new UsageError(
      `the capability argument ${where} ${(issue?.message ?? 'is wrong').replace(/^Invalid input: /, '')}`,
    );
  }
  return [name, data];
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    if (/^[[{"]/.test(text)) throw new UsageError(`this is no JSON: ${text}`);
    return text;
  }
}

/** What one plugin gets of them: those it declares with `true`; undefined when it gets none. */
export function runtimeConfigFor(
  declared: Readonly<Record<string, boolean>> | undefined,
  args: CapabilityArgs | undefined,
): Record<string, unknown> | undefined {
  const given = Object.entries(args ?? {}).filter(([name]) => declared?.[name] === true);
  return given.length > 0 ? Object.fromEntries(given) : undefined;
}
