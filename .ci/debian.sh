# shellcheck shell=bash
# Packages that the system lacks: of another release of Debian, or for another processor. Sourced.

# unpack_debian RELEASE ARCHITECTURE DIRECTORY PACKAGE...: unpacks the packages into the directory and installs nothing.
# They come from the mirror that the system uses.
unpack_debian() {
  local release=$1 architecture=$2 into=$3 apt mirror options package
  shift 3
  apt=$(mktemp -d "${TMPDIR:-/tmp}/lockstep-apt.XXXXXX")
  # A bare machine has no package lists yet.
  [[ -n $(find /var/lib/apt/lists -name '*_Packages*' -print -quit) ]] || apt-get -qq update >&2
  mkdir -p "$into" "$apt/lists/partial" "$apt/cache/archives/partial"
  touch "$apt/status"
  # shellcheck disable=SC2016 # apt's field, not a variable
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Label: Debian' | head -n 1)
  echo "deb [target=Packages signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $release main" \
    >"$apt/sources.list"
  options=(-qq -o "APT::Architecture=$architecture" -o "APT::Architectures=$architecture" -o APT::Sandbox::User=root
    -o "Dir::Etc::sourcelist=$apt/sources.list" -o Dir::Etc::sourceparts=- -o "Dir::State::lists=$apt/lists"
    -o "Dir::State::status=$apt/status" -o "Dir::Cache=$apt/cache")
  (cd "$apt" && apt-get "${options[@]}" update && apt-get "${options[@]}" download "$@") >"$apt/log" 2>&1 || {
    cat "$apt/log" >&2
    return 1
  }
  for package in "$apt"/*.deb; do
    dpkg-deb -x "$package" "$into"
  done
  rm -rf "$apt"
}
