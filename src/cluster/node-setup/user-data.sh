#!/bin/bash
# What a new node runs once, as root, before its ECS agent starts: joins the cluster and sees to it that /cluster is
# the file system, or no container starts. Made for the ECS optimized Amazon Linux 2023 AMI; put into the template
# by `embedUserData`. Running it again changes nothing that is as it should be.
#
# What must outlast a reboot is left to systemd, because user data runs on the first boot only:
# - cluster.mount comes from /etc/fstab. ecs.service wants it and refuses to start without it, so that each of its
#   restarts, every 10 seconds, tries the mount again. (RequiresMountsFor= would not: a failed dependency ends the
#   start for good, without a restart.)
# - docker.service is ordered after it, so that at shutdown containers end before their file system goes.
# - ecs-efs.timer looks after mount and logins while the agent runs. It polls, because inotify does not see what
#   another node changes on NFS.
#
# Nothing here may wait for ecs.service: that waits for cloud-init, and so for this script.

set -uo pipefail

# shellcheck disable=SC2016 # CloudFormation fills these in
cluster='${Cluster}'
# shellcheck disable=SC2016
file_system='${FileSystem}'

failed=0

# Says how the command before it ended; cloud-init shows that on the instance's console.
outcome() {
  local status=$?
  if ((status == 0)); then
    echo "ecs-efs: $1: done"
  else
    echo "ecs-efs: $1: FAILED"
    failed=1
  fi
}

# Replaces file $1 by standard input, with mode $2: all of it or nothing.
put() {
  local new
  mkdir -p "${1%/*}" || return
  new=$(mktemp "$1.XXXXXX") || return
  if cat >"$new" && chmod "$2" "$new" && mv "$new" "$1"; then return; fi
  rm -f "$new"
  return 1
}

# First of all: an agent without ECS_CLUSTER joins the cluster named default. Other settings stay.
join_cluster() {
  local config=/etc/ecs/ecs.config others=''
  local -a lines=("ECS_CLUSTER=$cluster" ECS_ENABLE_SPOT_INSTANCE_DRAINING=true ECS_AWSVPC_BLOCK_IMDS=true)
  if [[ -e $config ]]; then
    others=$(sed -E '/^ECS_(CLUSTER|ENABLE_SPOT_INSTANCE_DRAINING|AWSVPC_BLOCK_IMDS)=/d' "$config") || return
  fi
  if [[ -n $others ]]; then lines+=("$others"); fi
  printf '%s\n' "${lines[@]}" | put "$config" 600
}

# Nobody can write to the folder while nothing is mounted on it, nor can docker make one in it for a container.
guard_mount_point() {
  mountpoint -q /cluster && return
  mkdir -p /cluster && chattr +i /cluster
}

install_login() {
  put /usr/local/sbin/ecs-efs-login 755 <<'LOGIN'
#include docker-login.sh
LOGIN
}

install_units() {
  put /etc/systemd/system/ecs.service.d/10-ecs-efs.conf 644 <<'END' || return
[Unit]
Wants=cluster.mount
After=cluster.mount
StartLimitIntervalSec=0
[Service]
ExecStartPre=/usr/bin/mountpoint -q /cluster
ExecStartPre=-/usr/local/sbin/ecs-efs-login
END
  put /etc/systemd/system/docker.service.d/10-ecs-efs.conf 644 <<'END' || return
[Unit]
After=cluster.mount
END
  put /etc/systemd/system/ecs-efs.service 644 <<'END' || return
[Unit]
Description=Mount /cluster and log in to registries
Wants=cluster.mount
After=cluster.mount docker.service cloud-final.service
[Service]
Type=oneshot
TimeoutStartSec=180
ExecStart=/usr/local/sbin/ecs-efs-login --restart-agent
END
  put /etc/systemd/system/ecs-efs.timer 644 <<'END'
[Unit]
Description=Mount /cluster and log in to registries, every minute
[Timer]
OnActiveSec=60
OnUnitInactiveSec=60
RandomizedDelaySec=30
AccuracySec=1
[Install]
WantedBy=timers.target
END
}

# nofail: a node whose file system is away still boots, and can be looked at.
add_to_fstab() {
  local others
  others=$(awk '$2 != "/cluster"' /etc/fstab) || return
  printf '%s\n' "$others" "$file_system:/ /cluster efs _netdev,nofail,tls,iam 0 0" | put /etc/fstab 644
}

load_units() {
  systemctl daemon-reload && systemctl enable ecs-efs.timer && systemctl --no-block start ecs-efs.timer
}

# The name of a new mount target takes a while to be known. Through systemd, because the tunnel that mount.efs
# starts for TLS then belongs to the mount and not to cloud-init.
mount_file_system() {
  local try
  for try in {1..12}; do
    if timeout 120 systemctl start cluster.mount && mountpoint -q /cluster; then return; fi
    echo "ecs-efs: try $try to mount $file_system failed"
    sleep 10
  done
  echo 'ecs-efs: the ECS agent waits until /cluster is mounted, see journalctl -u cluster.mount'
  return 1
}

join_cluster
outcome "join cluster $cluster"
guard_mount_point
outcome 'guard the mount point'
install_login
outcome 'install the login script'
install_units
outcome 'install the units'
add_to_fstab
outcome 'add /cluster to fstab'
load_units
outcome 'load the units'
mount_file_system
outcome 'mount /cluster'
exit "$failed"
