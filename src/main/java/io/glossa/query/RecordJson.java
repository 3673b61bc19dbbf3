package io.glossa.query;

/** Turns the bytes of a stored record into JSON. Thread-safe. */
@FunctionalInterface
public interface RecordJson {

  /**
   * One JSON object.
   *
   * @param topic the topic that the record is made for
   * @param value the value as it stands in that topic
   * @param vectors whether vectors are part of the answer
   * @throws Exception when the bytes cannot be read; the request then fails with 500
   */
  String toJson(String topic, byte[] value, boolean vectors) throws Exception;
}
