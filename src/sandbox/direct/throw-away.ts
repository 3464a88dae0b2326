import { existsSync, readFileSync } from 'node:fs';

/** What tells a VM or a container from a real machine, as text; empty where there is no such file. */
export type Traces = {
  /** proc(5) /proc/cpuinfo: a hypervisor shows itself to its guest by the CPU flag of that name. */
  cpuinfo: string;
  /** /sys/class/dmi/id: who made the machine, and its name. */
  vendor: string;
  product: string;
  /** /sys/hypervisor/type, of Xen. */
  hypervisor: string;
  /** cgroups(7) of the first process: a container manager names its containers there. */
  cgroup: string;
  /** The kernel's version: WSL has its name in it. */
  version: string;
  /** The environment of the first process, where a container manager says `container=`. */
  environ: string;
  /** Files that Docker and Podman put into each container. */
  marked: boolean;
};

/** As the table of systemd-detect-virt(1) has them: no maker of laptops among them. */
const VENDORS =
  /\b(QEMU|KVM|KubeVirt|OpenStack|VMware|VirtualBox|innotek|Xen|Bochs|Parallels|BHYVE|Apple Virtualization|Google Compute Engine)\b/;

/** Whether we run in a VM or a container. */
export function isThrowAway(): boolean {
  return isVirtual(look());
}

/** As systemd-detect-virt(1), from what it reads. Pure. */
export function isVirtual(traces: Traces): boolean {
  return (
    traces.marked ||
    /^flags\s*:.*\bhypervisor\b/m.test(traces.cpuinfo) ||
    VENDORS.test(traces.vendor) ||
    VENDORS.test(traces.product) ||
    /^(Virtual Machine|HVM domU|Standard PC)/.test(traces.product) ||
    traces.hypervisor.trim() !== '' ||
    /\b(docker|lxc|kubepods|containerd|libpod|machine\.slice)\b/.test(traces.cgroup) ||
    /microsoft/i.test(traces.version) ||
    /(^|\0)container=/.test(traces.environ)
  );
}

function look(): Traces {
  return {
    cpuinfo: read('/proc/cpuinfo'),
    vendor: read('/sys/class/dmi/id/sys_vendor'),
    product: read('/sys/class/dmi/id/product_name'),
    hypervisor: read('/sys/hypervisor/type'),
    cgroup: read('/proc/1/cgroup'),
    version: read('/proc/version'),
    environ: read('/proc/1/environ'),
    marked: ['/.dockerenv', '/run/.containerenv', '/run/systemd/container'].some((path) => existsSync(path)),
  };
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
