import { readdirSync, readFileSync } from 'node:fs';
import { execa } from 'execa';

/** What the machine's own network looks like, each as text that must not change. */
export async function fingerprint(): Promise<Record<string, string>> {
  const printed = async (file: string, ...args: string[]) => {
    const { stdout, exitCode } = await execa(file, args, { reject: false });
    return `exit ${exitCode}\n${stdout}`;
  };
  const [links, routes, rules, filters, tables, namespaces] = await Promise.all([
    printed('ip', '-o', 'link', 'show'),
    printed('ip', 'route', 'show', 'table', 'all'),
    printed('ip', 'rule', 'show'),
    printed('iptables-save'),
    printed('nft', 'list', 'ruleset'),
    printed('ip', 'netns', 'list'),
  ]);
  return {
    links: links.replace(/\bqdisc \S+|\bstate \S+/g, ''),
    routes,
    rules,
    filters: filters.replace(/^#.*$/gm, '').replace(/\[\d+:\d+\]/g, ''),
    tables,
    namespaces,
    mounts: readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .filter((line) => line.includes('netlab'))
      .join('\n'),
    settings: ['ipv4/ip_forward', 'ipv4/conf/all/rp_filter', 'ipv4/conf/all/forwarding'].map(setting).join(' '),
  };
}

/**
 * Command lines of the processes that belong to `mark`, a folder or a word: it stands in their command line, in the environment they were given, or
 * among their mounts (proc(5)). A sandbox that root opened shows its folder in none but the last two. The caller's own are left out.
 */
export function processesOf(mark: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => ['cmdline', 'environ', 'mountinfo'].some((file) => readOf(pid, file).includes(mark)))
    .map((pid) => readOf(pid, 'cmdline'));
}

function readOf(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return ''; // It has ended.
  }
}

function setting(path: string): string {
  try {
    return readFileSync(`/proc/sys/net/${path}`, 'utf8').trim();
  } catch {
    return 'none';
  }
}
