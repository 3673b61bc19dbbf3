package io.glossa.topology;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.apache.kafka.streams.TopologyDescription.Subtopology;

/** A topology as a Mermaid flow chart, from nothing but its description. */
public final class TopologyPicture {

  private TopologyPicture() {}

  /** The chart, one line a node or an edge, in a stable order; without the code fence. */
  public static String mermaid(TopologyDescription description) {
    StringBuilder chart = new StringBuilder("flowchart LR\n");
    description.subtopologies().stream()
        .sorted(Comparator.comparingInt(Subtopology::id))
        .forEach(subtopology -> subtopology(subtopology, chart));
    return chart.toString();
  }

  private static void subtopology(Subtopology subtopology, StringBuilder chart) {
    List<Node> nodes =
        subtopology.nodes().stream().sorted(Comparator.comparing(Node::name)).toList();
    Set<String> edges = new TreeSet<>();
    for (Node node : nodes) {
      chart.append("  ").append(shape(node)).append('\n');
      node.successors().forEach(next -> edges.add(id(node.name()) + " --> " + id(next.name())));
      if (node instanceof Processor processor) {
        processor.stores().forEach(store -> edges.add(id(node.name()) + " -.- " + store(store)));
      }
    }
    edges.forEach(edge -> chart.append("  ").append(edge).append('\n'));
  }

  private static String shape(Node node) {
    if (node instanceof Source source) {
      return id(node.name()) + "([\"" + String.join(", ", source.topicSet()) + "\"])";
    }
    if (node instanceof Sink sink) {
      return id(node.name()) + "([\"" + sink.topic() + "\"])";
    }
    return id(node.name()) + "[\"" + node.name() + "\"]";
  }

  private static String store(String name) {
    return "store-" + name + "[(\"" + name + "\")]";
  }

  /** Node ids of Mermaid and names of operators share their alphabet but for reserved words. */
  private static String id(String name) {
    return "node-" + name;
  }
}
