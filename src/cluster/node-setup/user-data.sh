#!/bin/bash
# A new node runs this once, as root, before its ECS agent starts. It joins the cluster and mounts the file system on
# /cluster; without the mount, no container starts. Written for the ECS optimized Amazon Linux 2023 AMI; `embedUserData`
# puts it into the template. It can run again, and changes only what differs.
#
# User data runs on the first boot only, so that systemd does what a reboot needs:
# - cluster.mount comes from /etc/fstab. ecs.service wants it and does not start without it, so that each restart of
#   ecs.service, every 10 seconds, tries the mount again. (With RequiresMountsFor=, a failed mount would end the start
#   without a restart.)
# - docker.service is ordered after cluster.mount, so that at shutdown containers stop before the unmount.
# - ecs-efs.timer repeats the mount and the logins while the agent runs. It polls, because inotify does not see changes
#   that other nodes make on NFS.
#
# Nothing here may wait for ecs.service, which waits for cloud-init and therefore for this script.

set -uo pipefail

# shellcheck disable=SC2016 # CloudFormation fills these in
cluster='${Cluster}'
# shellcheck disable=SC2016
file_system='${FileSystem}'

failed=0

# Reports the result of the previous command; cloud-init shows it on the instance's console.
outcome() {
  local status=$?
  if ((status == 0)); then
    echo "ecs-efs: $1: done"
  else
    echo "ecs-efs: $1: FAILED"
    failed=1
  fi
}

# Replaces file $1 by standard input, with mode $2, atomically.
put() {
  local new
  mkdir -p "${1%/*}" || return
  new=$(mktemp "$1.XXXXXX") || return
  if cat >"$new" && chmod "$2" "$new" && mv "$new" "$1"; then return; fi
  rm -f "$new"
  return 1
}

# Runs first: an agent without ECS_CLUSTER joins the cluster named default. Other settings stay.
join_cluster() {
  local config=/etc/ecs/ecs.config others=''
  local -a lines=("ECS_CLUSTER=$cluster" ECS_ENABLE_SPOT_INSTANCE_DRAINING=true ECS_AWSVPC_BLOCK_IMDS=true)
  if [[ -e $config ]]; then
    others=$(sed -E '/^ECS_(CLUSTER|ENABLE_SPOT_INSTANCE_DRAINING|AWSVPC_BLOCK_IMDS)=/d' "$config") || return
  fi
  if [[ -n $others ]]; then lines+=("$others"); fi
  printf '%s\n' "${lines[@]}" | put "$config" 600
}

# Nobody can write to the folder while nothing is mounted on it, and docker cannot create folders in it.
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

# nofail: a node boots without its file system too, so that one can log in to it.
add_to_fstab() {
  local others
  others=$(awk '$2 != "/cluster"' /etc/fstab) || return
  printf '%s\n' "$others" "$file_system:/ /cluster efs _netdev,nofail,tls,iam 0 0" | put /etc/fstab 644
}

load_units() {
  systemctl daemon-reload && systemctl enable ecs-efs.timer && systemctl --no-block start ecs-efs.timer
}

# The DNS name of a new mount target takes some time to resolve. Through systemd, so that the tunnel that mount.efs
# starts for TLS belongs to the mount and not to cloud-init.
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
