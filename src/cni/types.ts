import * as z from 'zod';

/** The data of the CNI specification, 0.3.1 to 1.1.0. Objects are loose: unknown keys are passed on, never refused. */

/** Versions of the specification whose results are typed here, oldest first. */
export const SPEC_VERSIONS = ['0.3.1', '0.4.0', '1.0.0', '1.1.0'] as const;
export type SpecVersion = (typeof SPEC_VERSIONS)[number];

/** Versions that were ever released (SPEC.md, "Released versions"): a plugin can claim no others. */
export const RELEASED_VERSIONS: readonly string[] = ['0.1.0', '0.2.0', '0.3.0', ...SPEC_VERSIONS];

/** The rule for network names and container ids (section 1 and section 2, Parameters). */
export const IDENTIFIER = /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/;

const cidr = z
  .string()
  .regex(/^[0-9a-fA-F:.]+\/[0-9]{1,3}$/, 'must be an address with its prefix length, such as 10.244.0.2/24');
const address = z.string().regex(/^[0-9a-fA-F:.]+$/, 'must be an IP address');
const unsigned = z.number().int().min(0);

/** One plugin of a network configuration list (section 1, "Plugin configuration objects"). */
export const pluginConfigSchema = z.looseObject({
  type: z
    .string({ error: 'must be the file name of a plugin' })
    .regex(/^(?!\.{1,2}$)[^/\\\s]+$/, 'must be the file name of a plugin, without "/"'),
  capabilities: z.record(z.string(), z.boolean()).optional(),
});
export type PluginConfig = z.output<typeof pluginConfigSchema>;

/** libcni also takes the words "true" and "false" here. */
const flag = z
  .union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')], {
    error: 'must be true or false',
  })
  .default(false);

/** A network configuration list: a `.conflist` file (section 1, "Configuration format"). */
export const networkListSchema = z.looseObject({
  cniVersion: z
    .string()
    .regex(/^\d+\.\d+\.\d+$/, 'must be a version of the CNI specification, such as 1.0.0')
    .default('0.1.0'),
  cniVersions: z.array(z.string()).optional(),
  name: z
    .string({ error: 'must be the name of the network' })
    .regex(IDENTIFIER, 'must start with a letter or digit, then letters, digits, "_", "." and "-"'),
  disableCheck: flag,
  disableGC: flag,
  plugins: z.array(pluginConfigSchema, { error: 'must be a list of plugins' }).min(1, 'must list at least one plugin'),
});
export type NetworkList = z.output<typeof networkListSchema>;

const interfaceSchema = z.looseObject({
  name: z.string().min(1),
  mac: z.string().optional(),
  mtu: unsigned.optional(),
  sandbox: z.string().optional(),
  socketPath: z.string().optional(),
  pciID: z.string().optional(),
});

const ipSchema = z.looseObject({
  address: cidr,
  gateway: address.optional(),
  interface: z.number().int().optional(),
});

/** Before 1.0.0 an address says its family in words (spec 0.4.0, "Result"). */
const ipWithVersionSchema = ipSchema.extend({
  version: z.enum(['4', '6'], { error: 'must be "4" or "6" before CNI 1.0.0' }),
});

const routeSchema = z.looseObject({
  dst: cidr,
  gw: address.optional(),
  mtu: unsigned.optional(),
  advmss: unsigned.optional(),
  priority: unsigned.optional(),
  table: unsigned.optional(),
  scope: unsigned.optional(),
});

const dnsSchema = z.looseObject({
  nameservers: z.array(z.string()).optional(),
  domain: z.string().optional(),
  search: z.array(z.string()).optional(),
  options: z.array(z.string()).optional(),
});

const resultKeys = {
  interfaces: z.array(interfaceSchema).default([]),
  ips: z.array(ipSchema).default([]),
  routes: z.array(routeSchema).default([]),
  dns: dnsSchema.default({}),
};

/** A result of any version; before 1.0.0 `ips[].version` is there too. */
const resultSchema = z.looseObject({ cniVersion: z.string(), ...resultKeys });
export type CniResult = z.output<typeof resultSchema>;

/** What ADD prints (section 5, "ADD Success"), by version of the specification. */
export const resultSchemas: Readonly<Record<SpecVersion, z.ZodType<CniResult>>> = {
  '0.3.1': resultSchema.extend({ ips: z.array(ipWithVersionSchema).default([]) }),
  '0.4.0': resultSchema.extend({ ips: z.array(ipWithVersionSchema).default([]) }),
  '1.0.0': resultSchema,
  '1.1.0': resultSchema,
};

/** What a plugin prints when it fails (section 5, "Error"). */
export const errorSchema = z.looseObject({
  cniVersion: z.string().optional(),
  code: z.number().int().min(1),
  msg: z.string(),
  details: z.string().optional(),
});
export type CniError = z.output<typeof errorSchema>;

/** What VERSION prints (section 5, "VERSION Success"). */
export const versionSchema = z.looseObject({
  cniVersion: z.string(),
  supportedVersions: z.array(z.string()).min(1),
});
export type CniVersions = z.output<typeof versionSchema>;
