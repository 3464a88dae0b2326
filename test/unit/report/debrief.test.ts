import './no-color.ts';
import { expect, test } from 'vitest';
import { render } from '../../../src/report/render.ts';
import { solved } from './reports.ts';

const debrief = {
  fault: 'wrong-mask',
  title: 'Orange had the mask of the whole cluster',
  layer: 'network layer (3): addresses',
  text: 'It asked by **ARP** for whom only a router reaches.\n\n*In Kubernetes* the mask comes from IPAM.',
  seed: 4711,
};

test('a report of a lab that was broken ends with what it was', () => {
  const text = render({ ...solved, debrief }, 'text', { verbose: false, whole: true });
  expect(text.slice(text.indexOf('All passed'))).toMatchInlineSnapshot(`
    "All passed: well done!

    What it was: Orange had the mask of the whole cluster
    Layer:       network layer (3): addresses

    It asked by ARP for whom only a router reaches.

    In Kubernetes the mask comes from IPAM.

    This fault again: netlab reset --seed 4711. Another: netlab stop 01-netns,
    netlab start 01-netns."
  `);
});

test('what it was is data as well', () => {
  expect(JSON.parse(render({ ...solved, debrief }, 'json', { verbose: false, whole: true })).debrief).toEqual(debrief);
});
