package io.glossa.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Counts, state and health. */
final class StatusQueries {

  private final StateView state;
  private final Supplier<ModelStatus> model;

  StatusQueries(StateView state, Supplier<ModelStatus> model) {
    this.state = state;
    this.model = model;
  }

  void statistics(Context request) {
    Json.answer(request, new Statistics(state.tallies()).write(Json.object().put("local", true)));
  }

  void status(Context request) {
    StreamStatus stream = state.status();
    ModelStatus current = model.get();
    ObjectNode body = Json.object().put("local", true).put("state", stream.state());
    body.putObject("model")
        .put("id", current.identity().id())
        .put("revision", current.identity().revision())
        .put("warm", current.warm());
    body.put("inFlight", stream.inFlight()).put("queue", current.queuedTexts());
    ArrayNode threads = body.putArray("threads");
    for (StreamStatus.ThreadStatus thread : stream.threads()) {
      ObjectNode node = threads.addObject();
      node.put("name", thread.name()).put("state", thread.state());
      thread.active().forEach(node.putArray("tasks")::add);
      thread.standby().forEach(node.putArray("standbyTasks")::add);
      thread.partitions().forEach(node.putArray("partitions")::add);
    }
    Json.answer(request, body);
  }

  void live(Context request) {
    StreamStatus stream = state.status();
    boolean live = !stream.isBroken();
    ObjectNode body = Json.object().put("live", live).put("state", stream.state());
    Json.answer(request.status(live ? 200 : 503), body);
  }

  void ready(Context request) {
    StreamStatus stream = state.status();
    List<String> reasons = new ArrayList<>();
    if (!stream.isRunning()) {
      reasons.add("the stream is " + stream.state() + "; it must be RUNNING");
    }
    if (!model.get().warm()) {
      reasons.add("the model is not warm yet");
    }
    ObjectNode body = Json.object().put("ready", reasons.isEmpty());
    reasons.forEach(body.putArray("reasons")::add);
    Json.answer(request.status(reasons.isEmpty() ? 200 : 503), body);
  }
}
