# The image of footloose.yaml: Debian with systemd and sshd, and netlab with all that labs need, by the same ./setup as everywhere.
ARG DEBIAN=debian:bookworm
FROM ${DEBIAN}

# systemd(1) asks for it, to know where it runs.
ENV container=docker
RUN apt-get update \
  && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ca-certificates dbus openssh-server systemd systemd-sysv \
  && rm -rf /var/lib/apt/lists/*

# First what rarely changes, so that a build after an edit of the sources is quick.
WORKDIR /opt/netlab
COPY setup package.json package-lock.json ./
COPY libexec/programs.txt libexec/
COPY libexec/coredns libexec/coredns
RUN ./setup --only packages && rm -rf /var/lib/apt/lists/*
COPY . .
RUN ./setup --only build && ln -s /opt/netlab/bin/run.js /usr/local/bin/netlab

# A container has no consoles, no disks to check and no kernel modules of its own; and each machine has an identity of its own.
RUN systemctl set-default multi-user.target \
  && systemctl mask console-getty.service getty.target dev-hugepages.mount sys-fs-fuse-connections.mount systemd-update-utmp.service \
  && : >/etc/machine-id

# footloose makes /root/.ssh, and fails when systemd has (tmpfiles.d(5)).
RUN rm -rf /root/.ssh && ln -s /dev/null /etc/tmpfiles.d/provision.conf

EXPOSE 22
STOPSIGNAL SIGRTMIN+3
CMD ["/sbin/init"]
