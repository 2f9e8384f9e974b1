#!/usr/bin/env bash
# As the image's own: NAME.XML_property=value in the environment becomes a property in name.xml, the name node is
# formatted where it is new, and then the command runs. The quotes are missing from "$@" because nothing promises them.
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
