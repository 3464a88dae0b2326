import { join } from 'node:path';
import { listLabs } from '../../src/lab/catalog.ts';
import { ROOT } from './sandbox.ts';

/** The labs that come with netlab, by name and in order. */
export const LABS = (await listLabs(join(ROOT, 'labs'))).map(({ id }) => id);
