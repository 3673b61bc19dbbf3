package io.glossa.lab.tokenizer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes {@code tokenizer.json} of Hugging Face's tokenizers.
 *
 * <p>The special tokens are not listed as added tokens, so that a text which spells {@code <pad>}
 * gets the tokens of its characters.
 */
final class TokenizerFile {

  private static final ObjectMapper JSON = new ObjectMapper();

  private TokenizerFile() {}

  static void write(Vocabulary vocabulary, Path file) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("version", "1.0");
    root.putNull("truncation");
    root.putNull("padding");
    root.putArray("added_tokens");
    ObjectNode normalizer = root.putObject("normalizer").put("type", "Sequence");
    normalizer.putArray("normalizers").add(typed("NFKC")).add(typed("Lowercase"));
    ObjectNode preTokenizer = root.putObject("pre_tokenizer").put("type", "Sequence");
    preTokenizer
        .putArray("pretokenizers")
        .add(typed("WhitespaceSplit"))
        .add(split(WordSplitter.isolatedPattern(), "Isolated"))
        .add(metaspace())
        .add(split(WordSplitter.removedMarkPattern(), "Removed"));
    root.putNull("post_processor");
    ObjectNode decoder = root.putObject("decoder").put("type", "Sequence");
    decoder.putArray("decoders").add(typed("ByteFallback")).add(metaspace());
    ObjectNode model = root.putObject("model").put("type", "Unigram");
    model.put("unk_id", Vocabulary.UNKNOWN).put("byte_fallback", true);
    var tokens = model.putArray("vocab");
    for (int id = 0; id < vocabulary.size(); id++) {
      // Six decimals decide every segmentation and keep the file small.
      double score = Math.rint(vocabulary.score(id) * 1e6) / 1e6;
      tokens.addArray().add(vocabulary.token(id)).add(score);
    }
    JSON.writeValue(file.toFile(), root);
  }

  private static ObjectNode typed(String type) {
    return JSON.createObjectNode().put("type", type);
  }

  private static ObjectNode metaspace() {
    return typed("Metaspace")
        .put("replacement", WordSplitter.MARK)
        .put("prepend_scheme", "always")
        .put("split", true);
  }

  private static ObjectNode split(String pattern, String behavior) {
    ObjectNode split = typed("Split");
    split.putObject("pattern").put("Regex", pattern);
    return split.put("behavior", behavior).put("invert", false);
  }
}
