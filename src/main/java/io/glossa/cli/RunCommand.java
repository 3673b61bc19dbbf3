package io.glossa.cli;

import io.glossa.Settings;
import io.glossa.wire.Wire;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code run}: the stream against a real Kafka and registry. */
@Command(
    name = "run",
    description = {
      "Runs the stream until it is told to stop (SIGTERM or Ctrl-C): it then finishes what is in",
      "flight, commits, and exits with 0. The topics must be there; see ./glossa topics."
    },
    footer = {
      "",
      "Exit:    1 when the stream failed; nothing is skipped, the next start goes on.",
      "Example: GLOSSA_KAFKA_BOOTSTRAP_SERVERS=broker:9092 ./glossa run --config mine.yaml"
    })
final class RunCommand implements Callable<Integer> {

  private static final Duration LOOK = Duration.ofMillis(200);

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin SettingsOptions settings = new SettingsOptions();

  @Override
  public Integer call() throws Exception {
    Settings loaded = settings.load();
    TopicPresence.requireAll(loaded, settings.repeated());
    Wire wire = Wires.open(loaded);
    // The drain may take its limit twice, stream and close; the model a little more.
    Termination termination =
        Termination.listen(loaded.drainTimeout().multipliedBy(2).plusSeconds(60));
    int code = ExitCode.FOUND;
    try {
      Application application = Application.start(loaded, wire);
      spec.commandLine()
          .getErr()
          .printf(
              "started; ready when http://%s:%d/health/ready says so%n",
              loaded.http().host(), application.httpPort());
      code = untilTheEnd(application, termination);
    } finally {
      termination.finish(code);
    }
    return code;
  }

  private int untilTheEnd(Application application, Termination termination)
      throws InterruptedException {
    while (!termination.await(LOOK)) {
      if (application.awaitEnd(Duration.ZERO)) {
        application.stop();
        spec.commandLine()
            .getErr()
            .println(
                "the stream stopped: "
                    + application.failure().map(Failures::describe).orElse("no cause was given"));
        return ExitCode.FOUND;
      }
    }
    application.stop();
    return ExitCode.OK;
  }
}
