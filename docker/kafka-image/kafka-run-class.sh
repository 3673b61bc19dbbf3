#!/bin/bash
# Runs a class of Kafka with everything on the class path.
logging=${KAFKA_LOG4J_OPTS:--Dlog4j2.configurationFile=/opt/kafka/config/tools-log4j2.yaml}
# Unquoted on purpose: each variable may hold several options.
# shellcheck disable=SC2086
exec java ${KAFKA_HEAP_OPTS:--Xmx512m} ${KAFKA_JVM_PERFORMANCE_OPTS:--XX:+UseSerialGC -XX:TieredStopAtLevel=1} \
  $logging ${KAFKA_OPTS:-} -cp '/opt/kafka/libs/*' "$@"
