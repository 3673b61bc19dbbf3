package io.glossa.embedding.djl.torchscript;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a TorchScript archive: a zip, stored without compression, of the source, of the pickled
 * tree and of the tensors, each aligned to 64 bytes. Source of the format: {@code
 * torch/csrc/jit/docs/serialization.md} and {@code caffe2/serialize/inline_container.h} of PyTorch.
 */
public final class TorchScriptArchive {

  private static final String ROOT = "glossa/";
  private static final int ALIGNMENT = 64;
  private static final int LOCAL_HEADER_BYTES = 30;
  private static final int EXTRA_HEADER_BYTES = 4;
  private static final int BUFFER_BYTES = 1 << 20;

  /** 1 January 1980, the first day that a zip knows: the same input gives the same bytes. */
  private static final long FIRST_DAY_MILLIS = 315_619_200_000L;

  private TorchScriptArchive() {}

  /**
   * Writes a program; replaces a file.
   *
   * @param file to write
   * @param source of the classes of {@code __torch__}, in TorchScript
   * @param program the module whose {@code forward} is called
   * @throws IOException when the file cannot be written
   */
  public static void write(Path file, String source, ScriptValue.Module program)
      throws IOException {
    PickleWriter pickle = new PickleWriter();
    byte[] tree = pickle.write(program);
    try (Counted counted =
            new Counted(new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES));
        ZipOutputStream zip = new ZipOutputStream(counted)) {
      zip.setMethod(ZipOutputStream.STORED);
      put(zip, counted, "code/__torch__.py", utf8(source));
      put(zip, counted, "data.pkl", List.of(ByteBuffer.wrap(tree)));
      // An empty tuple.
      byte[] noConstants = {(byte) 0x80, 2, ')', '.'};
      put(zip, counted, "constants.pkl", List.of(ByteBuffer.wrap(noConstants)));
      put(zip, counted, "byteorder", utf8("little"));
      put(zip, counted, "version", utf8("10\n"));
      List<TensorData> storages = pickle.storages();
      for (int i = 0; i < storages.size(); i++) {
        put(zip, counted, "data/" + i, storages.get(i).pieces());
      }
    }
  }

  private static void put(
      ZipOutputStream zip, Counted counted, String name, List<ByteBuffer> pieces)
      throws IOException {
    CRC32 checksum = new CRC32();
    long bytes = 0;
    for (ByteBuffer piece : pieces) {
      bytes += piece.remaining();
      checksum.update(piece.duplicate());
    }
    ZipEntry entry = new ZipEntry(ROOT + name);
    entry.setSize(bytes);
    entry.setCompressedSize(bytes);
    entry.setCrc(checksum.getValue());
    entry.setTime(FIRST_DAY_MILLIS);
    zip.flush();
    int header = LOCAL_HEADER_BYTES + entry.getName().length() + EXTRA_HEADER_BYTES;
    int padding = (int) (ALIGNMENT - (counted.written + header) % ALIGNMENT) % ALIGNMENT;
    byte[] extra = new byte[EXTRA_HEADER_BYTES + padding];
    // An extra field of PyTorch's own, whose contents are the padding.
    extra[0] = 'F';
    extra[1] = 'B';
    extra[2] = (byte) padding;
    entry.setExtra(extra);
    zip.putNextEntry(entry);
    byte[] buffer = new byte[BUFFER_BYTES];
    for (ByteBuffer piece : pieces) {
      ByteBuffer rest = piece.duplicate();
      while (rest.hasRemaining()) {
        int length = Math.min(buffer.length, rest.remaining());
        rest.get(buffer, 0, length);
        zip.write(buffer, 0, length);
      }
    }
    zip.closeEntry();
  }

  private static List<ByteBuffer> utf8(String text) {
    return List.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Counts bytes, because the alignment of an entry depends on where it begins. */
  private static final class Counted extends FilterOutputStream {
    private long written;

    Counted(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int single) throws IOException {
      out.write(single);
      written++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      written += length;
    }
  }
}
