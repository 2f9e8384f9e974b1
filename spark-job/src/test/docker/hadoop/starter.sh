#!/usr/bin/env bash
# Like the image's own script: NAME.XML_property=value in the environment becomes a property in name.xml, a new name
# node is formatted, and then the command runs. "$@" is unquoted because nothing promises that the image quotes it.
set -e
sudo chmod o+rwx /data
declare -A files
while IFS= read -r -d '' variable; do
  if [[ $variable =~ ^([A-Z-]+)\.XML_([^=]+)=(.*)$ ]]; then
    files[${BASH_REMATCH[1],,}]+="<property><name>${BASH_REMATCH[2]}</name><value>${BASH_REMATCH[3]}</value></property>"
  fi
done </proc/self/environ
for name in "${!files[@]}"; do
  echo "<configuration>${files[$name]}</configuration>" >"$HADOOP_CONF_DIR/$name.xml"
done
if [[ -n $ENSURE_NAMENODE_DIR && ! -d $ENSURE_NAMENODE_DIR ]]; then
  hdfs namenode -format -force ""
fi
# shellcheck disable=SC2068
$@
