import './no-color.ts';
import { expect, test } from 'vitest';
import { choiceTexts, type ListedLab, listText } from '../../../src/report/list.ts';
import { statusText } from '../../../src/report/status.ts';
import { widthOf } from '../../../src/report/wrap.ts';

const base: ListedLab = {
  id: '01-netns',
  title: 'Rooms in one house',
  summary: 'Make two network namespaces, join them with a wire, and let them talk while the host hears nothing.',
  level: 'beginner',
  minutes: 15,
  after: [],
  step: 1,
  unlocks: ['02-bridge', '05-pod-network'],
  ready: true,
  tasks: 4,
  done: 4,
  completed: true,
  running: false,
};

const labs: ListedLab[] = [
  base,
  {
    ...base,
    id: '02-bridge',
    title: 'One switch for many rooms',
    minutes: 20,
    after: ['01-netns'],
    step: 2,
    unlocks: ['05-pod-network'],
    done: 2,
    completed: false,
  },
  {
    ...base,
    id: '05-pod-network',
    title: 'Three nodes, one flat network',
    level: 'intermediate',
    after: ['02-bridge', '01-netns'],
    step: 3,
    unlocks: [],
    ready: false,
    tasks: 10,
    done: 0,
    completed: false,
    running: true,
  },
  {
    ...base,
    id: 'mine',
    step: 0,
    unlocks: [],
    ready: false,
    title: '',
    summary: '',
    level: '',
    completed: false,
    problem: 'labs/mine/lab.yaml:3:1: unknown key "tasc"',
  },
];

test('labs are listed as a path, with what they teach, what they lead to and how far the learner is', () => {
  expect(listText(labs)).toMatchInlineSnapshot(`
    "Step 1 of 3
    ✓ 01-netns        Rooms in one house                     15 min  done
                      Make two network namespaces, join them with a wire, and let
                      them talk while the host hears nothing.
                      beginner; leads to 02-bridge, 05-pod-network

    Step 2 of 3
    · 02-bridge       One switch for many rooms              20 min  2 of 4 tasks
                      Make two network namespaces, join them with a wire, and let
                      them talk while the host hears nothing.
                      beginner; leads to 05-pod-network

    Step 3 of 3
    ▸ 05-pod-network  Three nodes, one flat network          15 min  10 tasks, runs
                      Make two network namespaces, join them with a wire, and let
                      them talk while the host hears nothing.
                      intermediate; best after 02-bridge

    Not usable
    ? mine
                      labs/mine/lab.yaml:3:1: unknown key "tasc"

    Go on with 05-pod-network: netlab shell"
  `);
});

test('what to type next is the running lab, then the first open one', () => {
  const next = (list: ListedLab[]) => listText(list).split('\n').at(-1);
  expect(next(labs)).toBe('Go on with 05-pod-network: netlab shell');
  expect(next(labs.slice(0, 2))).toBe('Type: netlab start 02-bridge');
  expect(next(labs.slice(0, 1))).toBe('All labs are done: well done!');
  expect(next([])).toBe('There are no labs here.');
});

test('the list fits the width', () => {
  for (const width of [34, 40, 50, 60, 70, 80, 100]) {
    const lines = listText(labs, width).split('\n');
    expect(lines.filter((line) => widthOf(line) > width)).toEqual([]);
  }
});

test('on a narrow terminal a title stands below the id', () => {
  expect(listText(labs.slice(1, 3), 46)).toMatchInlineSnapshot(`
    "Step 2 of 3
    · 02-bridge  20 min 2 of 4 tasks
      One switch for many rooms
      Make two network namespaces, join them with
      a wire, and let them talk while the host
      hears nothing.
      beginner; leads to 05-pod-network

    Step 3 of 3
    ▸ 05-pod-network  15 min 10 tasks, runs
      Three nodes, one flat network
      Make two network namespaces, join them with
      a wire, and let them talk while the host
      hears nothing.
      intermediate; best after 02-bridge

    Go on with 05-pod-network: netlab shell"
  `);
});

test('what to type next is a lab that nothing stands before', () => {
  const open = (id: string, ready: boolean): ListedLab => ({ ...base, id, ready, completed: false });
  expect(listText([open('07-overlay', false), open('09-ipam', true)])).toMatch(/Type: netlab start 09-ipam$/);
  expect(listText([open('07-overlay', false)])).toMatch(/Type: netlab start 07-overlay$/);
});

test('a picker has one line per lab', () => {
  expect(choiceTexts(labs.slice(0, 3))).toMatchInlineSnapshot(`
    [
      "✓ 01-netns        Rooms in one house              15 min  done",
      "· 02-bridge       One switch for many rooms       20 min  2 of 4 tasks",
      "▸ 05-pod-network  Three nodes, one flat network   15 min  10 tasks, runs",
    ]
  `);
});

const running = {
  lab: '03-nat',
  title: 'A way out, and a way in',
  state: 'running' as const,
  startedAt: '2026-03-01T10:12:13.000Z',
  places: ['host', 'server', 'red', 'blue'],
  folder: '/usr/lib/netlab/labs/03-nat',
  workspaces: [],
};

test('status with no lab says how to get one', () => {
  expect(statusText({ inside: null, labs: [] })).toBe('No lab is running. See them all: netlab list');
});

test('status names places and folders, and which of several labs is meant', () => {
  const cni = {
    ...running,
    lab: '04-cni',
    title: 'Write the plugin yourself',
    workspaces: [{ path: '/opt/cni/bin', folder: '/home/learner/netlab/04-cni/bin' }],
  };
  expect(statusText({ inside: null, labs: [cni, { ...running, state: 'gone' }] })).toMatchInlineSnapshot(`
    "04-cni  Write the plugin yourself · running
      commands mean this lab
      since:      2026-03-01 10:12 UTC
      places:     host, server, red, blue
      lab files:  /usr/lib/netlab/labs/03-nat
      your files: /home/learner/netlab/04-cni/bin (in the lab /opt/cni/bin)

    03-nat  A way out, and a way in · its sandbox has ended (a reboot, or it was killed)
      since:      2026-03-01 10:12 UTC
      places:     host, server, red, blue
      lab files:  /usr/lib/netlab/labs/03-nat
      try:        netlab start 03-nat

    To mean another one, name it: netlab check --lab 03-nat"
  `);
});

test('inside a lab there is only that lab', () => {
  expect(statusText({ inside: '03-nat', labs: [running] })).toMatchInlineSnapshot(`
    "03-nat  A way out, and a way in · running
      since:      2026-03-01 10:12 UTC
      places:     host, server, red, blue
      lab files:  /usr/lib/netlab/labs/03-nat"
  `);
});
