# shellcheck shell=bash
# What Debian 12 does not have, from Debian 13. Sourced.

# unpack_from_trixie DIRECTORY PACKAGE...: unpacks packages of Debian 13 there, and installs nothing. They come from where
# the system's own packages do.
unpack_from_trixie() {
  local into=$1 apt mirror options package
  shift
  apt=$(mktemp -d "${TMPDIR:-/tmp}/lockstep-apt.XXXXXX")
  # On a bare machine nothing is known of the sources yet.
  [[ -n $(find /var/lib/apt/lists -name '*_Packages*' -print -quit) ]] || apt-get -qq update >&2
  mkdir -p "$into" "$apt/lists/partial" "$apt/cache/archives/partial"
  # shellcheck disable=SC2016 # a field of apt's, not a variable
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Label: Debian' | head -n 1)
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror trixie main" >"$apt/sources.list"
  options=(-qq -o "Dir::Etc::sourcelist=$apt/sources.list" -o Dir::Etc::sourceparts=- -o "Dir::State::lists=$apt/lists"
    -o "Dir::Cache=$apt/cache" -o APT::Sandbox::User=root)
  (cd "$apt" && apt-get "${options[@]}" update && apt-get "${options[@]}" download "$@") >"$apt/log" 2>&1 || {
    cat "$apt/log" >&2
    return 1
  }
  for package in "$apt"/*.deb; do
    dpkg-deb -x "$package" "$into"
  done
  rm -rf "$apt"
}
