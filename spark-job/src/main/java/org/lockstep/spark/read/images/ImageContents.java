package org.lockstep.spark.read.images;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.ZipEntry;
import org.apache.hadoop.conf.Configuration;
import org.lockstep.spark.read.items.Deflate;
import org.lockstep.spark.read.items.HadoopChannel;
import org.lockstep.spark.read.items.LocalHeader;

/** Reads image files one after another; an archive stays open for its next entry. */
public final class ImageContents implements Closeable {
  private final Configuration configuration;
  private HadoopChannel channel;
  private String path;

  public ImageContents(Configuration configuration) {
    this.configuration = configuration;
  }

  /**
   * Returns all bytes of an image's file: as many as were listed, never more.
   *
   * @throws UnfitImageException if an archive does not hold what its directory says
   */
  public byte[] read(ImageFile file) throws IOException, UnfitImageException {
    open(file.path);
    channel.position(0);
    if (!file.isInZip()) {
      return bytes(file.packedBytes());
    }
    ZipMember member = file.member;
    LocalHeader header =
        LocalHeader.read(channel, member.header)
            .orElseThrow(
                () ->
                    new UnfitImageException(
                        "a zip entry", "none at the place given in the directory"));
    if (!header.name().equals(member.name)
        || (header.method() == ZipEntry.DEFLATED) != member.isDeflated) {
      throw new UnfitImageException(
          "an entry with the name and compression given in the archive's directory", "another");
    }
    channel.position(header.dataOffset());
    byte[] packed = bytes(member.packedBytes);
    byte[] whole = member.isDeflated ? inflated(packed, member.bytes) : packed;
    CRC32 checksum = new CRC32();
    checksum.update(whole);
    if (checksum.getValue() != member.checksum) {
      throw new UnfitImageException("the checksum given in the archive", "another");
    }
    return whole;
  }

  private void open(String wanted) throws IOException {
    if (!wanted.equals(path)) {
      close();
      channel = new HadoopChannel(configuration, wanted);
      path = wanted;
    }
  }

  private byte[] bytes(int length) throws IOException, UnfitImageException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    channel.read(buffer);
    if (buffer.hasRemaining()) {
      throw new UnfitImageException(length + " bytes", "the end of the file");
    }
    return buffer.array();
  }

  private static byte[] inflated(byte[] packed, int length) throws UnfitImageException {
    try {
      return Deflate.inflated(packed, length, true);
    } catch (DataFormatException e) {
      throw new UnfitImageException(length + " bytes", e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    path = null;
    if (channel != null) {
      channel.close();
    }
  }
}
