package io.glossa;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the table of packages: who may use whom. */
class ArchitectureTest {

  private static final String ROOT = "io.glossa";
  private static final Set<String> DOMAIN =
      Set.of("document", "vector", "embedding", "semantics", "quality", "review", "enriched");

  /** Parts and what each may use. {@code cli} stands for itself and the root package. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("document", Set.of()),
          Map.entry("vector", Set.of()),
          Map.entry("embedding", Set.of("document", "vector")),
          Map.entry("embedding.hub", Set.of("embedding", "document", "vector")),
          Map.entry("embedding.djl", Set.of("embedding", "document", "vector")),
          Map.entry("embedding.remote", Set.of("embedding", "document", "vector")),
          Map.entry("semantics", Set.of("document", "vector")),
          Map.entry("quality", Set.of("document", "vector", "semantics")),
          Map.entry("review", Set.of("document", "quality")),
          Map.entry(
              "enriched",
              Set.of("document", "vector", "embedding", "semantics", "quality", "review")),
          Map.entry("wire", with(DOMAIN, "schema")),
          Map.entry("topology", with(DOMAIN, "wire")),
          Map.entry("query", with(DOMAIN, "topology")),
          Map.entry("embedded", Set.of("wire")),
          Map.entry(
              "cli",
              with(
                  DOMAIN,
                  "embedding.hub",
                  "embedding.djl",
                  "embedding.remote",
                  "wire",
                  "topology",
                  "query",
                  "embedded",
                  "lab")),
          Map.entry("lab", with(DOMAIN, "embedding.djl")),
          // Generated from schemas/.
          Map.entry("schema", Set.of()));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  static Stream<String> parts() {
    return MAY_USE.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("parts")
  void eachPartUsesOnlyWhatTheTableAllows(String part) {
    uses(part, MAY_USE.getOrDefault(part, Set.of())).check(CLASSES);
  }

  @Test
  void theTableKnowsEveryPackage() {
    assertThat(CLASSES.stream().map(ArchitectureTest::part)).isSubsetOf(MAY_USE.keySet());
  }

  @Test
  void aForbiddenUseIsFound() {
    assertThat(uses("quality", Set.of("document", "vector")).evaluate(CLASSES).hasViolation())
        .isTrue();
  }

  @Test
  void onlyDjlAdapterAndLaboratoryKnowDjl() {
    noClasses()
        .that(are("embedding.djl", "lab").negate())
        .should()
        .dependOnClassesThat(resideInAPackage("ai.djl.."))
        .check(CLASSES);
  }

  @Test
  void nothingButTheBenchmarksPeersKnowsOnnxRuntime() {
    noClasses().should().dependOnClassesThat(resideInAPackage("ai.onnxruntime..")).check(CLASSES);
  }

  @Test
  void onlyWireKnowsGeneratedRecordsAndTheRegistryClient() {
    noClasses()
        .that(are("wire", "schema").negate())
        .should()
        .dependOnClassesThat(resideInAnyPackage("io.glossa.schema..", "org.apache.flink.."))
        .check(CLASSES);
  }

  @Test
  void oneClassKnowsTheRegistryClient() {
    List<String> users =
        CLASSES.stream()
            .filter(
                user ->
                    user.getDirectDependenciesFromSelf().stream()
                        .anyMatch(
                            used ->
                                used.getTargetClass()
                                    .getPackageName()
                                    .startsWith("org.apache.flink.")))
            .map(user -> user.getName().replaceAll("\\$.*", ""))
            .distinct()
            .toList();

    assertThat(users).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void onlyTheCommandLineUsesTheLaboratory() {
    noClasses()
        .that(are("lab", "cli").negate())
        .should()
        .dependOnClassesThat(are("lab"))
        .check(CLASSES);
    noClasses()
        .that(are("cli"))
        .should()
        .dependOnClassesThat(resideInAPackage("io.glossa.lab.*.."))
        .check(CLASSES);
  }

  @Test
  void partsHaveNoCycles() {
    SlicesRuleDefinition.slices().assignedFrom(BY_PART).should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<String> unmarked =
        packages()
            .filter(p -> !p.getName().equals("io.glossa.schema"))
            .filter(p -> !p.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(unmarked).as("packages without a package-info that is @NullMarked").isEmpty();
  }

  @Test
  void nothingUsesTheLoggingOfTheJdk() {
    GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(CLASSES);
  }

  @Test
  void onlyTheCommandLinePrints() {
    noClasses()
        .that(are("cli").negate())
        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
        .check(CLASSES);
  }

  private static final SliceAssignment BY_PART =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
          return javaClass.getPackageName().startsWith(ROOT)
              ? SliceIdentifier.of(part(javaClass))
              : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
          return "parts of the table";
        }
      };

  private static ArchRule uses(String part, Set<String> allowed) {
    Set<String> others = new TreeSet<>(MAY_USE.keySet());
    others.removeAll(allowed);
    others.remove(part);
    return noClasses()
        .that(are(part))
        .should()
        .dependOnClassesThat(are(others.toArray(String[]::new)))
        .allowEmptyShould(true);
  }

  private static DescribedPredicate<JavaClass> are(String... parts) {
    Set<String> wanted = Set.of(parts);
    return DescribedPredicate.describe(
        "belong to " + new TreeSet<>(wanted),
        javaClass ->
            javaClass.getPackageName().startsWith(ROOT) && wanted.contains(part(javaClass)));
  }

  /**
   * The longest name of the table that the class lies under; the package itself if there is none.
   */
  private static String part(JavaClass javaClass) {
    String name = javaClass.getPackageName();
    if (name.equals(ROOT)) {
      return "cli";
    }
    String below = name.substring(ROOT.length() + 1);
    return MAY_USE.keySet().stream()
        .filter(part -> (below + ".").startsWith(part + "."))
        .max((a, b) -> Integer.compare(a.length(), b.length()))
        .orElse(below);
  }

  private static Stream<JavaPackage> packages() {
    return CLASSES.stream().map(JavaClass::getPackage).distinct();
  }

  private static Set<String> with(Set<String> some, String... others) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(List.of(others));
    return all;
  }
}
