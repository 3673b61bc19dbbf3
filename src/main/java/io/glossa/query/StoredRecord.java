package io.glossa.query;

import java.util.Arrays;

/** A record of a store: document id and the bytes of its value. Immutable, value equality. */
public final class StoredRecord {

  private final String id;
  private final byte[] value;

  /**
   * A record that takes over its bytes: the caller must not change them.
   *
   * @param id document id
   * @param value the value on the wire
   */
  public StoredRecord(String id, byte[] value) {
    this.id = id;
    this.value = value;
  }

  public String id() {
    return id;
  }

  public int valueBytes() {
    return value.length;
  }

  /** The value as JSON. */
  String json(RecordJson json, String topic, boolean vectors) throws Exception {
    return json.toJson(topic, value, vectors);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StoredRecord that
        && id.equals(that.id)
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return 31 * id.hashCode() + Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return "StoredRecord[" + id + ", " + value.length + " bytes]";
  }
}
