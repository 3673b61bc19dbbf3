package io.glossa.embedding.remote;

import io.glossa.embedding.EncodedText;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a batch into requests, in order.
 *
 * @param maxTexts texts of a request at most
 * @param maxTokens tokens of a request at most; a longer text makes a request of its own
 */
record RequestSplitter(int maxTexts, int maxTokens) {

  List<List<EncodedText>> split(List<EncodedText> batch) {
    List<List<EncodedText>> requests = new ArrayList<>();
    int first = 0;
    long tokens = 0;
    for (int i = 0; i < batch.size(); i++) {
      int length = batch.get(i).length();
      if (i > first && (i - first == maxTexts || tokens + length > maxTokens)) {
        requests.add(batch.subList(first, i));
        first = i;
        tokens = 0;
      }
      tokens += length;
    }
    if (first < batch.size()) {
      requests.add(batch.subList(first, batch.size()));
    }
    return requests;
  }
}
