import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';

/** What Lima's own default template says of these fields (templates/default.yaml of Lima 1). */
const template = z.strictObject({
  minimumLimaVersion: z.string().regex(/^\d+\.\d+\.\d+$/),
  images: z.array(z.strictObject({ location: z.url(), arch: z.enum(['x86_64', 'aarch64']) })),
  cpus: z.int(),
  memory: z.string().regex(/^\d+GiB$/),
  disk: z.string().regex(/^\d+GiB$/),
  param: z.record(z.string().regex(/^[a-zA-Z]\w*$/), z.string()),
  mounts: z.array(
    z.strictObject({ location: z.string(), mountPoint: z.string().startsWith('/'), writable: z.boolean() }),
  ),
  containerd: z.strictObject({ system: z.boolean(), user: z.boolean() }),
  provision: z.array(z.strictObject({ mode: z.enum(['system', 'user']), script: z.string().startsWith('#!') })),
  probes: z.array(
    z.strictObject({
      mode: z.literal('readiness'),
      description: z.string(),
      script: z.string().startsWith('#!'),
      hint: z.string(),
    }),
  ),
});

const text = readFileSync(fileURLToPath(new URL('../../lima.yaml', import.meta.url)), 'utf8');
const lima = template.parse(parse(text));

test('lima.yaml has an image for each architecture that Macs have', () => {
  expect(lima.images.map(({ arch }) => arch).toSorted()).toEqual(['aarch64', 'x86_64']);
});

test('lima.yaml shares the checkout, and sets up what is shared', () => {
  const [mount] = lima.mounts;
  expect(mount).toEqual({ location: '{{.Param.checkout}}', mountPoint: '/opt/netlab', writable: true });
  expect(lima.provision.map(({ mode, script }) => [mode, script.includes(`${mount?.mountPoint}/setup`)])).toEqual([
    ['system', true],
    ['user', true],
  ]);
});

test('lima.yaml uses every parameter that it has', () => {
  expect(Object.keys(lima.param).filter((name) => !text.includes(`{{.Param.${name}}}`))).toEqual([]);
});
