#!/bin/bash
# Builds local/kafka:<version>, an image that Testcontainers takes for apache/kafka, without an
# image registry: a root file system of Debian packages and of jars from Maven Central, imported.
# Needs a Debian with apt-get and dpkg-deb, a Java and a running Docker.
set -euo pipefail

version=${KAFKA_VERSION:-4.3.1}
image=${IMAGE:-local/kafka:$version}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root

packages=(base-files bash busybox-static libc6 libgcc-s1 libjpeg62-turbo libstdc++6 libtinfo6
  openjdk-17-jre-headless zlib1g)

directories() {
  mkdir -p "$root"/usr/{bin,sbin,lib,lib64}
  # /bin and its like are links today; packages unpack through them.
  for link in bin sbin lib lib64; do ln -s "usr/$link" "$root/$link"; done
}

download() {
  apt-get -qq -o APT::Sandbox::User=root download "${packages[@]}"
}

unpack_packages() {
  mkdir "$work/debs"
  (
    cd "$work/debs"
    # A machine that never updated its lists knows no package yet.
    download || { apt-get -qq update && download; }
  )
  for deb in "$work"/debs/*.deb; do
    # Their installation scripts are not run: nothing here needs them.
    dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$root" --no-same-owner --keep-directory-symlink \
      --exclude='./usr/share/doc*' --exclude='./usr/share/man*' --exclude='./usr/share/locale*'
  done
}

complete_system() {
  for applet in $("$root/bin/busybox" --list); do
    [ -e "$root/bin/$applet" ] || ln -s busybox "$root/bin/$applet"
  done
  local jre
  jre=$(cd "$root/usr/lib/jvm" && ls -d java-17-openjdk-* | head -n 1)
  ln -sfn "/usr/lib/jvm/$jre/bin/java" "$root/usr/bin/java"
  mkdir -p "$root"/{dev,proc,sys,run,root,tmp} "$root"/mnt/shared/config \
    "$root"/var/lib/kafka/data "$root"/etc/kafka/{docker,secrets} \
    "$root"/opt/kafka/{bin,config,libs,logs}
  chmod 1777 "$root/tmp"
  echo 'root:x:0:0:root:/root:/bin/bash' >"$root/etc/passwd"
  echo 'root:x:0:' >"$root/etc/group"
  echo 'hosts: files dns' >"$root/etc/nsswitch.conf"
}

install_kafka() {
  "${MVN:-$here/../mvnw}" -q -B -ntp -f "$here/kafka-libs.xml" -Dkafka.version="$version" \
    org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies \
    -DincludeScope=runtime -DoutputDirectory="$root/opt/kafka/libs"
  cp "$here"/kafka-image/{server.properties,log4j2.yaml,tools-log4j2.yaml} "$root/etc/kafka/docker/"
  cp "$root"/etc/kafka/docker/* "$root/opt/kafka/config/"
  install -m 755 "$here/kafka-image/run" "$root/etc/kafka/docker/run"
  install -m 755 "$here"/kafka-image/kafka-{run-class,server-start}.sh "$root/opt/kafka/bin/"
  tool kafka-topics org.apache.kafka.tools.TopicCommand
  tool kafka-storage org.apache.kafka.tools.StorageTool
  tool kafka-configs kafka.admin.ConfigCommand
  tool kafka-consumer-groups org.apache.kafka.tools.consumer.group.ConsumerGroupCommand
}

tool() {
  printf '#!/bin/bash\nexec /opt/kafka/bin/kafka-run-class.sh %s "$@"\n' "$2" \
    >"$root/opt/kafka/bin/$1.sh"
  chmod 755 "$root/opt/kafka/bin/$1.sh"
}

import_image() {
  tar -C "$root" --owner=0 --group=0 --numeric-owner --sort=name -c . | docker import \
    -c 'ENV PATH=/opt/kafka/bin:/usr/sbin:/usr/bin:/sbin:/bin' \
    -c 'ENV LANG=C.UTF-8' \
    -c 'EXPOSE 9092' \
    -c 'WORKDIR /' \
    -c 'CMD ["/etc/kafka/docker/run"]' \
    - "$image" >/dev/null
}

directories
unpack_packages
complete_system
install_kafka
import_image
echo "built $image"
