# shellcheck shell=bash
# Shared by the scripts: finding Java, building, a Spark home of Maven's jars, and starting a Spark class as
# bin/spark-class does. Sourced, never run. Works with bash 3.2 (macOS).
#
# The caller sets $home to the directory of the clone before sourcing.
# shellcheck disable=SC2154

jar=$home/spark-job/target/lockstep.jar
# The same with OpenBLAS, which a Spark installation lacks.
all_jar=$home/spark-job/target/lockstep-all.jar
classpath_file=$home/spark-job/target/spark-classpath.txt
own_spark_home=$home/spark-job/target/spark-home
# The drawing page, which does not need Spark.
serve_jar=$home/serve/target/lockstep-serve.jar
serve_classpath=$home/serve/target/serve-classpath.txt

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "lockstep: $*"
  exit 1
}

# --- Locale -----------------------------------------------------------------------------------------------------------

# Sets the locale for the script and everything it starts. Takes the arguments of the script.
choose_locale() {
  choose_character_map "$@"
  ask_for_english
}

# Java decodes file names by the locale's character map. In an ASCII locale (cron, systemd, containers, ssh to a machine
# without the user's locale) every other byte becomes the same replacement character, so different names can become
# equal. There we use UTF-8, and if the system has no UTF-8 locale, we refuse such names.
choose_character_map() {
  local name
  for name in '' C.UTF-8 C.utf8 en_US.UTF-8; do
    # The shell complains about a locale that does not exist.
    [[ -z $name ]] || { export LC_ALL=$name; } 2>/dev/null
    is_ascii "$(character_map)" || return 0
  done
  export LC_ALL=C
  for name in "$home" "$PWD" "$@"; do
    [[ $name != *[![:ascii:]]* ]] || {
      say "lockstep: [$name] expected a name in ASCII, since this system has no UTF-8 locale, but found others in it"
      exit 2
    }
  done
}

# Java and Maven pass on the system's error messages, and we search them for English words. LC_ALL overrides
# LC_MESSAGES, so its value moves to LANG, and the variables that it overrode are removed.
ask_for_english() {
  if [[ -n ${LC_ALL:-} ]]; then
    export LANG=$LC_ALL
    unset LC_{ALL,CTYPE,NUMERIC,TIME,COLLATE,MONETARY,PAPER,NAME,ADDRESS,TELEPHONE,MEASUREMENT,IDENTIFICATION}
  fi
  export LC_MESSAGES=C
}

# Prints the name of the locale's character map, as the C library sees it, or its complaint if there is no such
# locale.
character_map() {
  local umlaut=$'\xc3\xa4'
  if command -v locale >/dev/null; then
    locale charmap 2>&1
  elif ((${#umlaut} == 1)); then
    echo UTF-8
  fi
}

is_ascii() {
  case $1 in
    '' | *' '* | ANSI_X3.4-1968 | US-ASCII | 646) return 0 ;;
    *) return 1 ;;
  esac
}

# --- Java and Maven ---------------------------------------------------------------------------------------------------

# Sets $java, $java_release and, if unset, JAVA_HOME, so that Maven and Spark use the same JDK as we do.
find_java() {
  local path real version needs="Lockstep needs a JDK 17 or 21"
  if [[ -n ${JAVA_HOME:-} ]]; then
    java=$JAVA_HOME/bin/java
    [[ -x $java ]] || fail "JAVA_HOME is $JAVA_HOME, but there is no bin/java in it; $needs"
  else
    path=$(command -v java) || fail "no java on the PATH; $needs"
    real=$(resolve_links "$path")
    java=$path
    # Not every java belongs to a JDK: macOS has a stub in /usr/bin.
    if [[ -r ${real%/bin/*}/release ]]; then
      JAVA_HOME=${real%/bin/*}
      export JAVA_HOME
    fi
  fi
  java_release=$(read_java_release)
  version=${java_release#1.} # 8 of 1.8.0_392
  version=${version%%[!0-9]*}
  [[ -n $version ]] || fail "$java does not tell its version; $needs"
  # The versions that Spark 4 supports. On 24 and newer its Hadoop cannot start: "getSubject is not supported".
  ((version == 17 || version == 21)) || {
    say "lockstep: $java is Java $version; $needs, as Spark does"
    exit 2
  }
}

# Prints the full version, as in 17.0.15. Reading it from the JDK's release file avoids starting a JVM.
read_java_release() {
  local line
  if [[ -n ${JAVA_HOME:-} && -r $JAVA_HOME/release ]]; then
    while IFS= read -r line; do
      [[ $line != JAVA_VERSION=* ]] || {
        line=${line#*\"}
        printf '%s' "${line%%\"*}"
        return
      }
    done <"$JAVA_HOME/release"
  fi
  "$java" -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/\1/p' | head -n 1
}

# Checks for what only a build needs: the compiler, and Maven 3.8 or newer.
find_maven() {
  local text major minor
  if [[ -n ${JAVA_HOME:-} && ! -x $JAVA_HOME/bin/javac ]]; then
    fail "$JAVA_HOME has no javac: it is a JRE; Lockstep is built with a JDK 17 or 21"
  fi
  command -v mvn >/dev/null || fail "no mvn on the PATH; Lockstep is built with Maven 3.8 or newer"
  text=$(mvn -B --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p' | head -n 1)
  [[ $text == *.* ]] || fail "mvn --version does not tell a version; Lockstep is built with Maven 3.8 or newer"
  major=${text%%.*}
  minor=${text#*.}
  minor=${minor%%.*}
  ((major > 3 || (major == 3 && minor >= 8))) || fail "mvn is Maven $text; Lockstep is built with Maven 3.8 or newer"
}

resolve_links() {
  local path=$1 target
  while [[ -L $path ]]; do
    target=$(readlink "$path")
    case $target in
      /*) path=$target ;;
      *) path=$(dirname "$path")/$target ;;
    esac
  done
  printf '%s' "$path"
}

# --- Building ---------------------------------------------------------------------------------------------------------

# Builds if the jar is missing or older than a source. LOCKSTEP_NO_BUILD=1 uses the existing jar, because a test that
# runs inside Maven must not start a second Maven in the same directories.
build_if_needed() {
  [[ ${LOCKSTEP_NO_BUILD:-} != 1 ]] || return 0
  is_built || is_of_another_user || with_lock build_unless_built
}

# Whether the jars are there, but this user cannot build newer ones. Then they run as they are.
is_of_another_user() {
  [[ -f $jar && -f $all_jar && -f $classpath_file ]] || return 1
  [[ ! -w $home/target || ! -w $home/spark-job/target ]] || return 1
  say "[$jar] expected a jar newer than its sources but found an older one: it runs as it is, since you may not build" \
    "in this clone"
}

build_unless_built() {
  ! is_built || return 0
  find_maven
  build
}

# Runs a command under a lock, if the system has flock.
with_lock() {
  [[ -w $home/target || (! -e $home/target && -w $home) ]] ||
    fail "[$home] expected a clone that you may write to, since Lockstep is to be built, but found one that you may not"
  mkdir -p "$home/target"
  {
    if command -v flock >/dev/null && ! flock -n 9; then
      say "Waiting for another build of Lockstep to end."
      flock 9
    fi
    "$@"
  } 9>"$home/target/build.lock"
}

# Adding or removing a file makes its directory newer.
is_built() {
  [[ -f $jar && -f $all_jar && -f $classpath_file ]] || return 1
  [[ -z $(find "$home/pom.xml" "$home"/*/pom.xml "$home"/*/src/main -newer "$jar" 2>/dev/null | head -n 1) ]]
}

# The same for the drawing page alone, from its own sources.
build_serve_if_needed() {
  [[ ${LOCKSTEP_NO_BUILD:-} != 1 ]] || return 0
  serve_is_built || with_lock build_serve_unless_built
}

build_serve_unless_built() {
  ! serve_is_built || return 0
  find_maven
  build serve
  touch "$serve_jar"
}

serve_is_built() {
  [[ -f $serve_jar && -f $serve_classpath ]] || return 1
  [[ -z $(find "$home/pom.xml" "$home"/{model,serve}/{pom.xml,src/main} -newer "$serve_jar" 2>/dev/null |
    head -n 1) ]]
}

# Builds the jar that users run, or the given module and those that it needs.
build() {
  local module=${1:-spark-job}
  local log=$home/target/build.log started=$SECONDS status=0 first='' what
  [[ $module == serve || -f $classpath_file ]] ||
    first=" (the first build downloads Spark: several hundred MB)"
  say "Building Lockstep with Maven$first."
  # Ctrl-C must also end Maven, but the shell makes background children ignore it.
  (
    trap - INT
    cd "$home" && exec mvn -q -B -ntp -DskipTests -Dmaven.test.skip -pl "$module" -am package
  ) >"$log" 2>&1 9>&- &
  local maven=$!
  trap 'kill "$maven" 2>/dev/null || true; exit 130' INT
  trap 'kill "$maven" 2>/dev/null || true; exit 143' TERM
  while [[ -t 2 ]] && kill -0 "$maven" 2>/dev/null; do
    printf '\r%d s ' "$((SECONDS - started))" >&2
    sleep 0.2
  done
  wait "$maven" || status=$?
  trap - INT TERM
  [[ ! -t 2 ]] || printf '\r\033[K' >&2
  if ((status != 0)); then
    what=$(refused_files "$log")
    [[ -z $what ]] || fail "the build failed: $what; all that Maven said is in $log"
    cat "$log" >&2
    fail "the build failed; Maven's output is above and in $log"
  fi
  if [[ $module != serve ]]; then
    touch "$jar"
    [[ -n ${SPARK_HOME:-} ]] || prepare_fast_start
  fi
  say "Built in $((SECONDS - started)) s."
}

# Prints the line of Maven's log about a file or directory that it cannot write: all or part of the clone or of the
# repository belongs to another user.
refused_files() {
  awk -F ' -> \\[Help' '
    /\[ERROR\].*(Permission denied|AccessDenied|Read-only file system|Could not create local repository|Failed to delete|NoSuchFileException|\.part\.lock \()/ {
      sub(/^.*\[ERROR\] /, "", $1)
      print $1
      exit
    }' "$1"
}

# --- A Spark home -----------------------------------------------------------------------------------------------------

# Sets SPARK_HOME to a directory whose jars are links into Maven's repository.
use_own_spark_home() {
  [[ -f $classpath_file ]] || fail "$classpath_file is missing; mvn package makes it"
  own_spark_home_is_current || with_lock make_own_spark_home
  export SPARK_HOME=$own_spark_home
  # Otherwise Spark guesses the Scala version from directories that only its source tree has.
  export SPARK_SCALA_VERSION=2.13
}

own_spark_home_is_current() {
  local link
  cmp -s "$classpath_file" "$own_spark_home/classpath.txt" || return 1
  for link in "$own_spark_home"/jars/*.jar; do
    [[ -e $link ]] || return 1
  done
}

make_own_spark_home() {
  local new=$own_spark_home.new jars path
  ! own_spark_home_is_current || return 0
  IFS=: read -r -a jars <"$classpath_file" || true
  for path in "${jars[@]}"; do
    [[ -e $path ]] || fail "$path is gone; mvn -DskipTests package brings it back"
  done
  rm -rf "$new" "$own_spark_home"
  mkdir -p "$new/jars"
  ln -s "${jars[@]}" "$new/jars/"
  cp "$classpath_file" "$new/classpath.txt"
  mv "$new" "$own_spark_home"
}

# Loads the user's variables from spark-env.sh, as Spark's own scripts do. JAVA_HOME can be one of them, so this comes
# before find_java. The file can refer to SPARK_HOME, so it sees ours; nothing else must mistake that for the user's.
load_spark_env() {
  local home_before=${SPARK_HOME:-}
  local conf_dir=${SPARK_CONF_DIR:-${home_before:-$own_spark_home}/conf}
  if [[ -z ${SPARK_ENV_LOADED:-} && -f $conf_dir/spark-env.sh ]]; then
    set +eu
    set -a
    SPARK_HOME=${home_before:-$own_spark_home}
    # shellcheck source=/dev/null
    . "$conf_dir/spark-env.sh"
    [[ $SPARK_HOME != "$own_spark_home" ]] || SPARK_HOME=$home_before
    set +a
    set -eu
  fi
  export SPARK_ENV_LOADED=1
}

# Sets the array $command to the command that starts the class $1 with the arguments $2... Spark's launcher derives the
# module options, the memory and the class path from the environment and spark-defaults.conf. It prints a NUL and a line
# feed, which end anything that the JVM printed before, and then the command with a NUL after each word.
spark_command() {
  local word launcher
  # The launcher needs only its own jar, and starts twice as fast with that alone.
  launcher=("$SPARK_HOME"/jars/spark-launcher_*.jar)
  command=()
  while IFS= read -r -d '' word; do
    command+=("$word")
  done < <("$java" -Xmx64m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "${launcher[0]}" \
    org.apache.spark.launcher.Main "$@" || true)
  ((${#command[@]} > 1)) || fail "Spark's launcher gave no command for $1"
  command=("${command[@]:1}")
  command[0]=${command[0]#$'\n'}
}

# --- Starting fast ----------------------------------------------------------------------------------------------------

# A JVM that maps Spark's classes from an archive, instead of reading and verifying 15 000 class files, starts in half
# the time. An archive is for one JDK and one list of jars; with others, the JVM ignores it.
class_archive() { printf '%s' "$own_spark_home/classes-$java_release.jsa"; }

# Prints the JVM options for the archive, or nothing if there is none.
fast_start() {
  local archive
  archive=$(class_archive)
  [[ ! -s $archive ]] || printf '%s' "\"-XX:SharedArchiveFile=$archive\" -Xlog:cds*=off"
}

# Makes the archive of the classes that a short training loads. An empty file records that this failed.
prepare_fast_start() (
  archive=$(class_archive)
  make_own_spark_home
  [[ ! -e $archive ]] || exit 0
  scratch=$(mktemp -d "${TMPDIR:-/tmp}/lockstep.XXXXXX")
  trap 'rm -rf "$scratch" "$archive.new"' EXIT
  unset SPARK_CONF_DIR
  export SPARK_HOME=$own_spark_home SPARK_SCALA_VERSION=2.13 SPARK_LOCAL_IP=127.0.0.1
  export SPARK_SUBMIT_OPTS="\"-XX:ArchiveClassesAtExit=$archive.new\" -Xlog:disable"
  spark_command org.apache.spark.deploy.SparkSubmit --master 'local[2]' "$jar" train --epochs 2 --output "$scratch/run"
  (cd "$scratch" && "${command[@]}") >/dev/null 2>&1 </dev/null || true
  [[ -s $archive.new ]] || : >"$archive.new"
  mv -f "$archive.new" "$archive"
)
