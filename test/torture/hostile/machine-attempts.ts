import type { Attempt } from './attempt.ts';

const call = (line: string) => `python3 -c 'import ctypes, os, socket
libc = ctypes.CDLL(None, use_errno=True)
${line}'`;

/** The machine's network, processes, settings and memory. */
export const MACHINE_ATTEMPTS: Attempt[] = [
  {
    title: "reaches the machine's loopback",
    script: 'curl -sS -m 2 "http://127.0.0.1:$PORT/" && echo escaped',
    sees: /refused|connect/i,
  },
  {
    title: "reaches the machine's address",
    script:
      'ip route add default dev lo; curl -sS -m 2 "http://$ADDRESS:$PORT/" && echo escaped; ip route flush default',
    sees: /curl: \(\d+\)/,
  },
  {
    title: 'sends to the internet',
    script: 'ping -c 1 -W 1 192.0.2.1 && echo escaped; ip -o link | grep -vE "lo|LOOPBACK" && echo escaped',
    sees: /unreachable|Unreachable/,
  },
  {
    title: 'reaches an abstract socket',
    script: call('socket.socket(socket.AF_UNIX).connect(chr(0) + os.environ["ABSTRACT"]); print("escaped")'),
    sees: /ConnectionRefused/,
  },
  {
    title: 'reaches a socket in the file system',
    script: call('socket.socket(socket.AF_UNIX).connect(os.environ["SOCKET"]); print("escaped")'),
    sees: /FileNotFound/,
  },
  {
    title: 'reaches a hypervisor by vsock',
    script: call(
      's = socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM); s.settimeout(1); s.connect((2, int(os.environ["PORT"]))); print("escaped")',
    ),
    sees: /Error/,
  },
  {
    title: "moves an interface into the machine's network",
    script:
      'ip link add name out0 type veth peer name out1; ip link set out1 netns 1; ip link set out1 netns "$PID" && echo escaped; ip link delete out0',
    sees: /Invalid|No such|Cannot find/,
  },
  { title: 'kills a process outside', script: 'kill -9 "$PID" && echo escaped', sees: /No such process/ },
  {
    title: 'looks into a process outside',
    script: 'cat "/proc/$PID/environ" && echo escaped; ls -d /proc/[0-9]* | wc -l',
    sees: /No such file/,
  },
  {
    title: 'enters the namespaces of a process outside',
    script: 'nsenter --target "$PID" --all -- true && echo escaped',
    sees: /No such file/,
  },
  {
    title: 'mounts a /proc of the machine',
    script:
      'mkdir -p /tmp/proc; mount -t proc proc /tmp/proc; ls -d "/tmp/proc/$PID" && echo escaped; umount /tmp/proc',
    sees: /No such file/,
  },
  {
    title: 'traces a process outside',
    script: call(
      'print("escaped" if libc.ptrace(16, int(os.environ["PID"]), 0, 0) == 0 else os.strerror(ctypes.get_errno()))',
    ),
    sees: /No such process/,
  },
  {
    title: 'names what handles crashes',
    script: 'echo "|/bin/sh" >/proc/sys/kernel/core_pattern && echo escaped',
    sees: /denied|nonexistent|Read-only/i,
  },
  {
    title: "changes the kernel's settings",
    script:
      'for key in kernel/threads-max vm/overcommit_memory fs/file-max kernel/modprobe; do echo 9 >/proc/sys/$key && echo escaped; done',
    sees: /((denied|nonexistent|Read-only|I\/O error)[\s\S]*){4}/i,
  },
  {
    title: 'presses the magic key',
    script: 'echo h >/proc/sysrq-trigger && echo escaped',
    sees: /denied|Read-only|nonexistent/i,
  },
  {
    title: 'writes below /sys',
    script:
      'echo 1 >/sys/kernel/mm/ksm/run && echo escaped; echo mem >/sys/power/state && echo escaped; echo +1 >/sys/class/rtc/rtc0/wakealarm && echo escaped',
    sees: /denied|Read-only|nonexistent/i,
  },
  {
    title: 'changes the names of control groups',
    script:
      'mkdir -p /tmp/cg; mount -t cgroup -o devices none /tmp/cg && echo a >/tmp/cg/devices.allow && echo escaped; mount -t cgroup2 none /tmp/cg && echo 1 >/tmp/cg/cgroup.procs && mkdir /tmp/cg/mine && echo 1 >/tmp/cg/mine/cgroup.kill && echo escaped',
    sees: /denied|permission|busy|nonexistent|No such/i,
  },
  { title: 'sets the clock', script: 'date -s "2001-01-01" && echo escaped', sees: /not permitted/ },
  { title: "changes the machine's name", script: 'hostname mine; hostname', sees: /^mine$/ },
  {
    title: 'loads a module',
    script: call('print("escaped" if libc.syscall(313, 0, b"", 0) == 0 else os.strerror(ctypes.get_errno()))'),
    sees: /not permitted|not implemented/,
  },
  {
    title: 'reads memory of the kernel',
    script: 'head -c 1 /proc/kcore && echo escaped; head -c 1 /dev/mem && echo escaped',
    sees: /(denied|No such|cannot open)/i,
  },
  { title: "clears the kernel's log", script: 'dmesg --clear && echo escaped', sees: /dmesg/ },
  {
    title: 'opens a file by its handle',
    script: call(
      'buf = (ctypes.c_uint32 * 8)(8, 1, 2, 0); print("escaped" if libc.open_by_handle_at(os.open("/usr", 0), buf, 0) >= 0 else os.strerror(ctypes.get_errno()))',
    ),
    sees: /not permitted/,
  },
  {
    title: 'takes back capabilities over the machine',
    script: 'setpriv --reuid 0 --inh-caps +all true; chown 4242:4242 /usr/bin/true && echo escaped',
    sees: /Read-only|not permitted/,
  },
  {
    title: 'sees shared memory and queues of the machine',
    script: 'ipcs -m -q -s | grep -E "^0x" && echo escaped',
    sees: /^$/,
  },
  {
    title: 'lifts its bound on processes',
    script: 'prlimit --pid 1 --nproc=unlimited:unlimited && echo escaped',
    sees: /permitted|denied/i,
  },
  {
    title: 'takes all memory for one process',
    script: "python3 -c 'bytearray(3 << 30)' && echo escaped",
    sees: /MemoryError/,
  },
  {
    title: 'fills the directories in memory',
    script:
      'for dir in /tmp /run /root /home /opt /var /srv /mnt /dev/shm; do head -c 600M /dev/zero >$dir/full && echo escaped; rm -f $dir/full; done',
    sees: /(No space left[\s\S]*){9}/,
  },
  { title: 'fills /dev', script: 'head -c 1M /dev/zero >/dev/full-of-it && echo escaped', sees: /Read-only/ },
  {
    title: 'writes one file without end to the disk',
    script:
      'ulimit -f unlimited && echo escaped; truncate -s 2G /srv/work/large && echo escaped; rm -f /srv/work/large',
    sees: /ulimit|truncate|File size/i,
  },
  {
    title: 'makes namespaces without end',
    script: call(
      `held = []
while len(held) < 5000:
    if libc.unshare(0x04000000) != 0:
        print('stopped' if len(held) < 4097 else 'escaped', os.strerror(ctypes.get_errno()))
        break
    held.append(os.open('/proc/self/ns/uts', 0))
else:
    print('escaped')`.replaceAll("'", '"'),
    ),
    sees: /^stopped No space left on device$/,
  },
  {
    title: 'leaves a daemon in a session of its own',
    script: 'setsid sh -c "trap \\"\\" HUP TERM INT; sleep 4712 & sleep 4712" >/dev/null 2>&1 </dev/null & echo left',
    sees: /^left$/,
  },
];
