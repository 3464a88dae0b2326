import type { Attempt } from './attempt.ts';

/** Files of the machine: to read them, write them, or have netlab do so. */
export const FILE_ATTEMPTS: Attempt[] = [
  { title: 'reads the home', script: 'cat "$HOME_OUTSIDE/secret" && echo escaped', sees: /No such file/ },
  {
    title: 'lists the home',
    script: 'ls -A "$HOME_OUTSIDE" "/home" "/root" | grep secret && echo escaped',
    sees: /^(?!.*escaped)/s,
  },
  { title: 'writes the home', script: 'echo x >"$HOME_OUTSIDE/secret" && echo escaped', sees: /cannot create|No such/ },
  {
    title: 'writes a folder that all may write',
    script: 'echo x >"$CANARIES/file" && echo escaped',
    sees: /cannot create|No such/,
  },
  {
    title: 'writes programs and libraries',
    script: 'for dir in /usr /usr/bin /bin /lib /sbin; do touch $dir/mine && echo escaped; done',
    sees: /(Read-only file system[\s\S]*){5}/,
  },
  {
    title: 'writes settings of the machine',
    script: 'for file in /netlab/etc/passwd /netlab/etc/hosts /etc/shadow; do echo x >>$file && echo escaped; done',
    sees: /(Read-only|ermission)/,
  },
  { title: 'reads the shadow file', script: 'grep -c . /netlab/etc/shadow && echo escaped', sees: /Permission denied/ },
  {
    title: "writes netlab's program, the lab and the record",
    script:
      'for file in /netlab/app/package.json /netlab/node /netlab/lab/lab.yaml /netlab/state/running/*/record.json; do echo x >>$file && echo escaped; done',
    sees: /((Read-only|busy|denied)[\s\S]*){4}/,
  },
  {
    title: 'makes what is read-only writable',
    script:
      'for at in /usr /netlab/app /netlab/etc /netlab/lab; do mount -o remount,bind,rw $at && touch $at/mine && echo escaped; done',
    sees: /((denied|permitted)[\s\S]*){4}/,
  },
  {
    title: 'looks below a mount',
    script: `unshare --mount sh -c 'umount /netlab/app; umount /netlab/lab /usr; cat /netlab/app/secret "$CANARIES/file" && echo escaped'`,
    sees: /No such file/,
  },
  {
    title: 'mounts what is read-only elsewhere, writable',
    script:
      'mkdir -p /tmp/again; mount --bind /usr /tmp/again && mount -o remount,bind,rw /tmp/again; touch /tmp/again/mine && echo escaped',
    sees: /Read-only file system/,
  },
  {
    title: 'mounts in a user namespace of its own',
    script:
      "unshare --user --map-root-user --mount sh -c 'mount -o remount,bind,rw /usr; touch /usr/mine && echo escaped'",
    sees: /Read-only file system/,
  },
  {
    title: 'leaves by the mounts of PID 1',
    script:
      'nsenter --target 1 --mount --pid -- cat "$CANARIES/file" && echo escaped; cat "/proc/1/root$CANARIES/file" && echo escaped',
    sees: /(No such file[\s\S]*){2}/,
  },
  {
    title: 'leaves by two roots, as a chroot is left',
    script: `python3 -c 'import os
os.makedirs("/tmp/cage", exist_ok=True); os.chroot("/tmp/cage"); [os.chdir("..") for _ in range(64)]; os.chroot("."); print(os.listdir("/"))' | grep -v netlab && echo escaped`,
    sees: /^$/,
  },
  {
    title: 'leaves by the working directory or a file of who entered',
    script:
      'for fd in /proc/[0-9]*/fd/* /proc/[0-9]*/cwd; do ls -d "$fd/$CANARIES" "$fd/../../../../$CANARIES"; done 2>/dev/null | grep . && echo escaped',
    sees: /^$/,
  },
  {
    title: 'makes a device node of the disk',
    script: 'mknod /tmp/disk b 254 0 && echo escaped; mknod /tmp/memory c 1 1 && echo escaped',
    sees: /(Operation not permitted[\s\S]*){2}/,
  },
  {
    title: 'opens the disk and memory',
    script: 'ls /dev/vda /dev/sda /dev/nvme0n1 /dev/mem /dev/kmsg && echo escaped',
    sees: /(No such file[\s\S]*){5}/,
  },
  {
    title: 'mounts a disk',
    script: 'mount -t ext4 /dev/vda /mnt && echo escaped; mount -t devtmpfs none /mnt && echo escaped',
    sees: /denied|permission|permitted|not exist/i,
  },
  {
    title: 'mounts an image',
    script: 'truncate -s 8M /tmp/image; mount -o loop /tmp/image /mnt && echo escaped',
    sees: /mount: .*(fail|denied|permission)/,
  },
  {
    title: 'swaps on a file',
    script: 'head -c 8M /dev/zero >/tmp/swap; chmod 600 /tmp/swap; mkswap /tmp/swap; swapon /tmp/swap && echo escaped',
    sees: /swapon.*(not permitted|failed)|not found/i,
  },
  {
    title: 'puts a program with the rights of its owner where the machine sees it',
    script:
      'cp /bin/true /srv/work/gift; chown 0:0 /srv/work/gift; chmod 6755 /srv/work/gift; stat -c "%u %a" /srv/work/gift',
    sees: /0 6755/,
  },
  {
    title: 'links its folder to the home',
    script:
      'ln -sfn "$HOME_OUTSIDE" /srv/work/home; ls /srv/work/home/ && echo escaped; ln "$HOME_OUTSIDE/secret" /srv/work/hard && echo escaped',
    sees: /(No such file[\s\S]*){2}/,
  },
  {
    title: 'lets progress be written through a link',
    script: 'rm -f /netlab/state/progress/*; ln -s "$HOME_OUTSIDE/secret" "/netlab/state/progress/$LAB.json"',
    sees: /^$/,
  },
  {
    title: 'lets progress be read from a pipe',
    script: 'rm -f /netlab/state/progress/*; mkfifo "/netlab/state/progress/$LAB.json"',
    sees: /^$/,
  },
  {
    title: 'lets progress be a folder',
    script: 'rm -f /netlab/state/progress/*; mkdir "/netlab/state/progress/$LAB.json"',
    sees: /^$/,
  },
  {
    title: 'lets progress be endless',
    script:
      'rm -rf /netlab/state/progress/*; truncate -s 900M "/netlab/state/progress/$LAB.json"; truncate -s 900M /netlab/inbox/request.json',
    sees: /^$/,
  },
  {
    title: 'lets progress be nonsense',
    script: `rm -rf /netlab/state/progress/*; printf '{"format":1,"lab":"../../x","tasks":{"__proto__":{"doneAt":1}},"hints":{"a":1e999}}' >"/netlab/state/progress/$LAB.json"`,
    sees: /^$/,
  },
  {
    title: 'leaves word in the inbox by a link, a pipe and a path',
    script: `rm -rf /netlab/inbox/*; printf '{"kind":"reset","task":"../../../x"}' >/netlab/inbox/request.json; ln -s "$HOME_OUTSIDE/secret" /netlab/inbox/b; mkfifo /netlab/inbox/c`,
    sees: /^$/,
  },
];
