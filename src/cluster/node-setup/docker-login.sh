#!/bin/bash
# Logs in to every registry in /cluster/docker-login/login.txt and gives the credentials to the ECS agent.
# Installed as /usr/local/sbin/ecs-efs-login.
#
#   ecs-efs-login                  before the agent starts (ExecStartPre of ecs.service)
#   ecs-efs-login --restart-agent  from a timer: also restarts a running agent whose credentials changed
#
# A line has the arguments of `docker login`: -u USER -p PASSWORD [REGISTRY], with the quoting of a shell.
# The agent gets only credentials that a registry has accepted. An accepted line is not tried again for a day, and
# stays valid while its registry cannot be reached; a rejected line is tried again after an hour, or when it changes.
#
# Why `docker login` as root is not enough: the agent does not read docker's config.json, but
# ECS_ENGINE_AUTH_TYPE and ECS_ENGINE_AUTH_DATA, once, when it starts
# (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/private-auth-container-instances.html).

set +x # a trace would show passwords
set -uo pipefail
umask 077

readonly cluster=/cluster
readonly login_file=$cluster/docker-login/login.txt
readonly agent_config=/etc/ecs/ecs.config
readonly state=/var/lib/ecs-efs
readonly docker_hub=https://index.docker.io/v1/

# systemd gives each ExecStartPre of ecs.service 90 seconds: no login starts too late to end before that.
readonly login_seconds=20
readonly no_login_after_seconds=60
readonly trusted_minutes=1440
readonly rejected_minutes=60

readonly split_words='import shlex, sys
for word in shlex.split(sys.stdin.buffer.read().decode("utf-8", "surrogateescape")):
    sys.stdout.buffer.write(word.encode("utf-8", "surrogateescape") + b"\0")'

# The agent's JSON for each registry, the digests of the lines in the file, the messages to report.
declare -A credentials=() known=()
messages=''

note() {
  messages+="ecs-efs-login: $1"$'\n'
}

give_up() {
  printf 'ecs-efs-login: %s\n' "$1" >&2
  exit 1
}

# Keeps the first problem of a line.
refuse() {
  problem=${problem:-$1}
}

# Reads one line into username, password and registry. If it fails, `problem` quotes nothing of the line, because any
# part of it can be a misplaced password.
read_line() {
  local -a words
  local word
  username='' password='' registry='' problem=''
  mapfile -d '' -t words < <(printf '%s' "$1" | python3 -I -c "$split_words" 2>/dev/null)
  wait "$!" || refuse 'a quote is not closed'
  set -- "${words[@]}"
  if [[ ${1-} == docker && ${2-} == login ]]; then shift 2; fi
  while (($#)); do
    word=$1
    shift
    case $word in
      -u | --username) username=${1-} && shift ;;
      -p | --password) password=${1-} && shift ;;
      -e | --email) shift ;; # an option of docker before 17.06
      --username=*) username=${word#*=} ;;
      --password=*) password=${word#*=} ;;
      --password-stdin) refuse '--password-stdin has nothing to read here, use -p' ;;
      -u*) word=${word#-u} username=${word#=} ;;
      -p*) word=${word#-p} password=${word#=} ;;
      -*) refuse 'an option is neither -u nor -p' ;;
      '#'*) break ;;
      *) if [[ -z $registry ]]; then registry=$word; else refuse 'there is more than one registry'; fi ;;
    esac
  done
  name_registry
  if [[ $username == *:* ]]; then refuse 'a user name cannot contain a colon'; fi
  if [[ -z $username || -z $password ]]; then refuse 'it needs -u USER and -p PASSWORD'; fi
  [[ -z $problem ]]
}

# Turns the registry into the name by which the agent finds it: the host part of an image's name.
name_registry() {
  registry=${registry#*://}
  registry=${registry%%/*}
  case $registry in
    '' | docker.io | index.docker.io | registry-1.docker.io) registry=$docker_hub ;;
    # Docker reads a name without a dot or a port as a user of Docker Hub.
    localhost | *[.:]*) [[ $registry =~ ^[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]+)?$ ]] || refuse 'the registry is not a host name' ;;
    *) refuse 'the registry is not a host name' ;;
  esac
}

# Runs `docker login` with the result of read_line. Returns 0 if accepted, 1 if rejected, 2 if unknown; 1 and 2 set
# `problem`. Docker's answer can quote any part of the line, so only known phrases of it are reported.
log_in() {
  local folder answer status
  local -a server=()
  problem='no time was left to reach the registry'
  ((SECONDS < no_login_after_seconds)) || return 2
  if [[ $registry != "$docker_hub" ]]; then server=("$registry"); fi
  folder=$(mktemp -d "$scratch/XXXXXX") || give_up "$scratch cannot be written"
  answer=$(
    printf '%s' "$password" | DOCKER_CONFIG=$folder timeout --kill-after=5 "$login_seconds" \
      docker login --username="$username" --password-stdin "${server[@]}" 2>&1
  )
  status=$?
  ((status == 0)) && return
  answer=${answer,,}
  if [[ $answer =~ '401 unauthorized'|'403 forbidden'|'unauthorized: '|'denied: '|'incorrect username' ]]; then
    problem='the registry rejected the user name or the password'
    return 1
  fi
  problem='the registry could not be reached'
  if ((status == 124)); then answer=timeout; fi
  if [[ $answer =~ 'no such host'|'connection refused'|'certificate'|'too many requests'|'timeout'|'not found' ]]; then
    problem+=" (${BASH_REMATCH[0]})"
  fi
  return 2
}

younger() {
  [[ -n $(find "$1" -mmin "-$2" 2>/dev/null) ]]
}

# Adds the credentials of line number $1, with the text $2, if its registry accepts or has accepted them.
add_line() {
  local digest accepted rejected auth
  if ! read_line "$2"; then
    note "line $1 is left out: $problem"
    return
  fi
  digest=$(printf '%s' "$2" | sha256sum)
  digest=${digest%% *}
  known[$digest]=1
  accepted=$state/accepted/$digest
  rejected=$state/rejected/$digest
  if younger "$rejected" "$rejected_minutes"; then
    note "line $1 is left out: the registry rejected the user name or the password"
    return
  fi
  if ! younger "$accepted" "$trusted_minutes"; then
    log_in
    case $? in
      0)
        touch "$accepted"
        rm -f "$rejected"
        note "line $1: logged in to $registry"
        ;;
      1)
        touch "$rejected"
        rm -f "$accepted"
        note "line $1 is left out: $problem"
        return
        ;;
      *)
        if [[ ! -e $accepted ]]; then
          note "line $1 is left out for now: $problem"
          return
        fi
        note "line $1 keeps its earlier login: $problem"
        ;;
    esac
  fi
  auth=$(printf '%s:%s' "$username" "$password" | base64 --wrap=0)
  credentials[$registry]="\"$registry\":{\"auth\":\"$auth\"}"
}

forget_removed_lines() {
  local file digest
  for file in "$state"/{accepted,rejected}/*; do
    digest=${file##*/}
    [[ -n ${known[$digest]-} ]] || rm -f "$file"
  done
}

sorted_credentials() {
  printf '%s\n' "${credentials[@]}" | LC_ALL=C sort
}

# The agent's configuration with our credentials: each setting on one line and unquoted, as ecs-init reads it.
new_agent_config() {
  if [[ -e $agent_config ]]; then
    sed '/^ECS_ENGINE_AUTH_/d' "$agent_config" || return
  fi
  ((${#credentials[@]})) || return 0
  echo ECS_ENGINE_AUTH_TYPE=dockercfg
  echo "ECS_ENGINE_AUTH_DATA={$(sorted_credentials | paste -sd,)}"
}

# The mark for the restart is made before the change and removed only when an agent starts, so that a run that is
# killed in between leaves no agent with old credentials.
configure_agent() {
  local new names
  if ! new=$(mktemp "$agent_config.XXXXXX") || ! new_agent_config >"$new"; then
    rm -f "$new"
    give_up "$agent_config cannot be replaced"
  fi
  if cmp -s "$new" "$agent_config"; then
    rm -f "$new"
    return
  fi
  if ! touch "$state/restart" || ! mv "$new" "$agent_config"; then
    give_up "$agent_config cannot be replaced"
  fi
  names=$(sorted_credentials | cut -d '"' -f 2 | paste -sd,)
  note "the ECS agent now gets credentials for ${names:-no registry}"
}

# Without this check, the timer would repeat the same messages every minute.
report() {
  local reported
  reported=$(cat "$state/reported" 2>/dev/null)
  if [[ $1 != --restart-agent || ${messages%$'\n'} != "$reported" ]]; then
    printf '%s' "$messages" | tee "$state/reported" >&2
  fi
}

mountpoint -q "$cluster" || give_up "$cluster is not mounted, the credentials stay as they are"
mkdir -p "$state"/{accepted,rejected} || give_up "$state cannot be written"
exec 9>"$state/lock"
flock -w "$login_seconds" 9 || give_up 'another run takes too long'
scratch=$(mktemp -d /run/ecs-efs-login.XXXXXX) || give_up '/run cannot be written'
trap 'rm -rf "$scratch"' EXIT

# Read completely first: a read error must not look like a shorter file.
mkdir -p "${login_file%/*}" || give_up "${login_file%/*} cannot be created"
text=''
if [[ -e $login_file ]]; then
  text=$(cat "$login_file") || give_up "$login_file cannot be read, the credentials stay as they are"
fi
number=0
while IFS= read -r line; do
  ((number += 1))
  line=${line%$'\r'}
  [[ $line =~ ^[[:space:]]*(#|$) ]] || add_line "$number" "$line"
done < <(printf '%s\n' "$text")
forget_removed_lines
configure_agent
report "${1-}"

if [[ ${1-} != --restart-agent ]]; then
  rm -f "$state/restart"
elif [[ -e $state/restart ]]; then
  # Does not start a stopped agent, and does not wait: the agent's start runs this script again.
  systemctl --no-block try-restart ecs.service
fi
