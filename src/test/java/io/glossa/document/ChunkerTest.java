package io.glossa.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChunkerTest {

  @Test
  void keepsTextThatFitsInOneChunk() {
    String text = "  two words  ";
    List<Chunk> chunks = new Chunker(new ChunkingPolicy(2, 1)).chunks(text, words(text));

    assertThat(chunks).containsExactly(new Chunk(0, 0, text.length(), text, 2));
  }

  @Test
  void givesOneEmptyChunkForTextWithoutTokens() {
    assertThat(new Chunker(new ChunkingPolicy(4, 0)).chunks("\u200b", List.of()))
        .containsExactly(new Chunk(0, 0, 1, "\u200b", 0));
  }

  @Test
  void repeatsTheOverlapAndEndsWithTheText() {
    String text = "a b c d e ";
    List<Chunk> chunks = new Chunker(new ChunkingPolicy(3, 1)).chunks(text, words(text));

    assertThat(chunks).extracting(Chunk::text).containsExactly("a b c ", "c d e ");
    assertThat(chunks).extracting(Chunk::ordinal).containsExactly(0, 1);
    assertThat(chunks).extracting(Chunk::tokenCount).containsExactly(3, 3);
  }

  @Test
  void neverCutsInsideASurrogatePair() {
    String text = "\ud83d\ude42\ud83d\ude42";
    List<TokenSpan> halves = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      halves.add(new TokenSpan(i, i + 1));
    }

    for (Chunk chunk : new Chunker(new ChunkingPolicy(1, 0)).chunks(text, halves)) {
      assertThat(TextRepair.of(chunk.text()).unpairedSurrogates()).isZero();
    }
  }

  @Test
  void coversEveryCharacterForAnyPolicy() {
    long seed = 20261120;
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      String text = "word ".repeat(1 + random.nextInt(60));
      int maxTokens = 1 + random.nextInt(12);
      ChunkingPolicy policy = new ChunkingPolicy(maxTokens, random.nextInt(maxTokens));
      int covered = 0;
      for (Chunk chunk : new Chunker(policy).chunks(text, words(text))) {
        assertThat(chunk.start()).as("seed %d, %s", seed, policy).isLessThanOrEqualTo(covered);
        assertThat(chunk.text()).isEqualTo(text.substring(chunk.start(), chunk.end()));
        assertThat(chunk.tokenCount()).isLessThanOrEqualTo(maxTokens);
        covered = Math.max(covered, chunk.end());
      }
      assertThat(covered).as("seed %d, %s", seed, policy).isEqualTo(text.length());
    }
  }

  @Test
  void refusesAnOverlapThatNeverEnds() {
    assertThatThrownBy(() -> new ChunkingPolicy(4, 4)).hasMessageContaining("4 tokens with 4");
  }

  private static List<TokenSpan> words(String text) {
    List<TokenSpan> spans = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean inside = i < text.length() && !Character.isWhitespace(text.charAt(i));
      if (inside && start < 0) {
        start = i;
      } else if (!inside && start >= 0) {
        spans.add(new TokenSpan(start, i));
        start = -1;
      }
    }
    return spans;
  }
}
