import './no-color.ts';
import { expect, test } from 'vitest';
import type { Lab, Task } from '../../../src/lab/lab.ts';
import { topologySchema } from '../../../src/lab/topology-schema.ts';
import { briefText } from '../../../src/report/brief.ts';

const task: Task = { id: 'rooms', title: 'Two rooms', after: [], text: 'Make **two**.', hints: [], checks: [] };

const lab: Lab = {
  id: '01-netns',
  folder: '/labs/01-netns',
  file: '/labs/01-netns/lab.yaml',
  title: 'Rooms in one house',
  summary: 'Make two network namespaces, join them with a wire, and let them talk while the host hears nothing.',
  level: 'beginner',
  minutes: 15,
  after: [],
  requires: [],
  references: [],
  topology: topologySchema.parse({}),
  tasks: [task],
  faults: [],
  brings: [],
};

const brief = { lab, task, taskNumber: 1, width: 80, interactive: true };

test('a brief says what the lab is, what is there, what to do first and what to type', () => {
  expect(briefText(brief)([])).toMatchInlineSnapshot(`
    "01-netns  Rooms in one house · 1 task, about 15 minutes, beginner
    Make two network namespaces, join them with a wire, and let them talk while the
    host hears nothing.

    ┌─ host ───────────┐
    │ nothing here yet │
    └──────────────────┘

    Task 1: Two rooms

    Make two.

    What to type
        netlab check           what holds, what does not, and why
        netlab task            what the next open task asks
        netlab hint            a nudge, then a bigger one
        exit                   leaves the lab shell that opens now; the lab goes on
        netlab stop 01-netns   ends the lab and leaves no trace"
  `);
});

test('without a terminal it says how to get in, and which folders to edit', () => {
  const workspaces = [{ path: '/opt/cni/bin', folder: '/home/learner/netlab/04-cni/bin' }];
  expect(briefText({ ...brief, interactive: false })(workspaces)).toMatchInlineSnapshot(`
    "01-netns  Rooms in one house · 1 task, about 15 minutes, beginner
    Make two network namespaces, join them with a wire, and let them talk while the
    host hears nothing.

    ┌─ host ───────────┐
    │ nothing here yet │
    └──────────────────┘

    Task 1: Two rooms

    Make two.

    Edit these files on your own machine, with your own editor. They outlive the
    lab:
        /home/learner/netlab/04-cni/bin   (/opt/cni/bin in the lab)

    What to type
        netlab check                  what holds, what does not, and why
        netlab task                   what the next open task asks
        netlab hint                   a nudge, then a bigger one
        netlab shell                  a shell in the lab
        netlab exec host -- ip link   one command in the lab
        netlab stop 01-netns          ends the lab and leaves no trace"
  `);
});

test('with nothing left to do it says so', () => {
  expect(briefText({ ...brief, task: undefined })([])).toContain('All tasks of this lab are done.');
});
