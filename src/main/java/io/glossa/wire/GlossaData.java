package io.glossa.wire;

import io.glossa.schema.Decision;
import io.glossa.schema.DocumentEvent;
import io.glossa.schema.Origin;
import io.glossa.schema.ReviewDecision;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/**
 * Avro's view of the generated classes that are read. Avro would look classes up by the names in a
 * schema, once a package is trusted for the whole JVM; here a schema can name only these.
 */
final class GlossaData extends SpecificData {

  static final GlossaData MODEL = new GlossaData();

  private static final Map<String, Class<?>> CLASSES =
      Stream.of(DocumentEvent.class, ReviewDecision.class, Decision.class, Origin.class)
          .collect(Collectors.toUnmodifiableMap(Class::getName, Function.identity()));

  private GlossaData() {
    super(GlossaData.class.getClassLoader());
    addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
  }

  @Override
  public @Nullable Class<?> getClass(Schema schema) {
    return switch (schema.getType()) {
      case RECORD, ENUM, FIXED -> CLASSES.get(schema.getFullName());
      default -> super.getClass(schema);
    };
  }
}
