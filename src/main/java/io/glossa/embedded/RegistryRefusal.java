package io.glossa.embedded;

/** A request that the registry does not grant, with the status and error code that clients know. */
final class RegistryRefusal extends RuntimeException {

  private final int status;
  private final int code;

  private RegistryRefusal(int status, int code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  int status() {
    return status;
  }

  int code() {
    return code;
  }

  String reason() {
    return String.valueOf(getMessage());
  }

  static RegistryRefusal subjectNotFound(String subject) {
    return new RegistryRefusal(404, 40401, "Subject '" + subject + "' not found.");
  }

  static RegistryRefusal versionNotFound(String version) {
    return new RegistryRefusal(404, 40402, "Version " + version + " not found.");
  }

  static RegistryRefusal schemaNotFound(String what) {
    return new RegistryRefusal(404, 40403, "Schema " + what + " not found");
  }

  static RegistryRefusal noSubjectConfig(String subject) {
    return new RegistryRefusal(
        404, 40408, "Subject '" + subject + "' does not have subject-level compatibility");
  }

  static RegistryRefusal noSubjectMode(String subject) {
    return new RegistryRefusal(
        404, 40409, "Subject '" + subject + "' does not have subject-level mode");
  }

  static RegistryRefusal invalidSchema(String why) {
    return new RegistryRefusal(422, 42201, "Invalid schema: " + why);
  }

  static RegistryRefusal invalidVersion(String version) {
    return new RegistryRefusal(
        422, 42202, "'" + version + "' is not a version; expected a number from 1, or 'latest'");
  }

  static RegistryRefusal invalidCompatibility(String level) {
    return new RegistryRefusal(422, 42203, "'" + level + "' is not a compatibility level");
  }

  static RegistryRefusal incompatible(String subject, Object details) {
    return new RegistryRefusal(
        409,
        409,
        "Schema being registered is incompatible with an earlier schema for subject \"%s\", details: %s"
            .formatted(subject, details));
  }

  static RegistryRefusal badRequest(String why) {
    return new RegistryRefusal(400, 400, why);
  }

  static RegistryRefusal noSuchResource(String what) {
    return new RegistryRefusal(404, 404, "HTTP 404 Not Found: " + what);
  }
}
