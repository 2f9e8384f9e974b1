# shellcheck shell=bash
# A Docker engine for the tests of docker-compose.yml, sourced by .ci/run. If none runs on the machine, starts one that
# keeps all its files in one directory, changes no firewall and reaches no network.

engine=

# Makes docker and docker compose work, and installs what is missing for that.
start_engine() {
  if ! command -v docker >/dev/null || ! command -v dockerd >/dev/null || ! command -v mmdebstrap >/dev/null; then
    install_packages docker.io mmdebstrap
  fi
  local started=
  if ! docker version >/dev/null 2>&1 || ! has_compose; then
    engine=$(mktemp -d "${TMPDIR:-/tmp}/lockstep-engine.XXXXXX")
    docker version >/dev/null 2>&1 || started=$engine
  fi
  [[ -z $started ]] || run_dockerd
  has_compose || fetch_compose
}

stop_engine() {
  [[ -n $engine ]] || return 0
  if [[ -e $engine/dockerd.pid ]]; then
    local pid left
    pid=$(<"$engine/dockerd.pid")
    mapfile -t left < <(docker ps -aq)
    ((${#left[@]} == 0)) || docker rm -f "${left[@]}" >/dev/null
    docker network prune -f >/dev/null
    kill "$pid"
    while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
  fi
  rm -rf "$engine"
}

run_dockerd() {
  export DOCKER_HOST=unix://$engine/docker.sock
  # Name lookups go to an address that never answers, and time out soon. Each container gets the CPU share of a process
  # next to Maven; in the default control group, all containers together would get only that.
  setsid dockerd --data-root "$engine/data" --exec-root "$engine/exec" --pidfile "$engine/dockerd.pid" \
    -H "$DOCKER_HOST" --bridge none --iptables=false --ip-forward=false --ip-masq=false \
    --dns 127.0.0.1 --dns-opt timeout:1 --dns-opt attempts:1 \
    --exec-opt native.cgroupdriver=cgroupfs --cgroup-parent / >"$engine/dockerd.log" 2>&1 </dev/null &
  local tries
  for ((tries = 0; tries < 300; tries++)); do
    ! docker version >/dev/null 2>&1 || return 0
    sleep 0.1
  done
  tail -n 5 "$engine/dockerd.log" >&2
  echo ".ci/run: dockerd does not answer" >&2
  return 1
}

has_compose() {
  local version
  version=$(docker compose version --short 2>/dev/null) && [[ $version =~ ^v?(2\.[2-9][0-9]|[3-9]|[1-9][0-9])\. ]]
}

# Debian 12 has Compose 1. Compose 2 of Debian 13 is a single file, which also runs on Debian 12.
fetch_compose() {
  export DOCKER_CONFIG=$engine/config
  mkdir -p "$DOCKER_CONFIG/cli-plugins"
  unpack_debian trixie "$(dpkg --print-architecture)" "$engine/compose" docker-compose
  mv "$engine/compose/usr/libexec/docker/cli-plugins/docker-compose" "$DOCKER_CONFIG/cli-plugins/"
  rm -rf "$engine/compose"
}
