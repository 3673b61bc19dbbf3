package io.glossa.cli.bench.peers;

/**
 * Texts padded to the longest with token 0.
 *
 * @param rows texts
 * @param width tokens of the longest
 * @param ids row-major
 * @param mask 1 for a token, 0 for padding
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PeerBatch(int rows, int width, long[] ids, long[] mask) {

  static PeerBatch of(int[][] texts) {
    int width = 0;
    for (int[] text : texts) {
      width = Math.max(width, text.length);
    }
    long[] ids = new long[texts.length * width];
    long[] mask = new long[ids.length];
    for (int row = 0; row < texts.length; row++) {
      for (int i = 0; i < texts[row].length; i++) {
        ids[row * width + i] = texts[row][i];
        mask[row * width + i] = 1;
      }
    }
    return new PeerBatch(texts.length, width, ids, mask);
  }
}
