package org.lockstep.model.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.math.Precision;

/** An archive describes its content twice; if the two differ, it is refused. */
class ZipDirectoryTest {
  private static final int END_BYTES = 22;
  private static final int LISTED_BYTES = 46;

  @Test
  void anEntryListedUnderAnotherNameIsRefused() {
    byte[] archive = archive();
    int at = listed(archive, "W1.npy") + LISTED_BYTES;
    archive[at + 1] = '9';
    assertRefused(
        archive,
        "[m.npz] expected the entry 'W9.npy', which its directory lists, but found 'W1.npy'");
  }

  @ParameterizedTest
  @CsvSource({
    "10, packing",
    "16, checksum",
    "20, packed length",
    "24, length",
  })
  void anEntryListedWithAnotherPropertyIsRefused(int field, String what) {
    byte[] archive = archive();
    archive[listed(archive, "b2.npy") + field]++;
    assertRefused(
        archive,
        "[m.npz:b2.npy] expected the "
            + what
            + " given in the archive's directory but found another");
  }

  @Test
  void anEntryListedInsideAnotherIsRefused() {
    byte[] archive = archive();
    ByteBuffer buffer = buffer(archive);
    int second = listed(archive, "W1.npy") + 42;
    buffer.putInt(second, buffer.getInt(second) - 30);
    assertRefused(
        archive,
        "[m.npz:model.json] expected the place given in the archive's directory but found another");
  }

  @Test
  void bytesBetweenEntriesAndDirectoryAreRefused() {
    byte[] archive = archive();
    int directory = directory(archive);
    byte[] longer = new byte[archive.length + 40];
    System.arraycopy(archive, 0, longer, 0, directory);
    System.arraycopy(archive, directory, longer, directory + 40, archive.length - directory);
    buffer(longer).putInt(longer.length - 6, directory + 40);
    assertRefused(
        longer,
        "[m.npz:scaling_scale.npy] expected the place given in the archive's directory but found"
            + " another");
  }

  @Test
  void aDirectoryThatIsNotWhereTheEndSaysIsRefused() {
    byte[] archive = archive();
    archive[archive.length - 6]++;
    assertRefused(
        archive,
        "[m.npz] expected the zip directory right before its end record but found it elsewhere");
  }

  @Test
  void aDirectoryThatEndsInTheMiddleOfAnEntryIsRefused() {
    byte[] archive = archive();
    archive[listed(archive, "b2.npy") + 32] = 1; // a comment
    assertRefused(archive, "[m.npz] expected a zip directory of plain entries but found another");
  }

  @Test
  void aSecondNameInUnicodeIsRefused() throws IOException {
    byte[] archive = archive();
    int at = listed(archive, "b2.npy");
    int afterName = at + LISTED_BYTES + "b2.npy".length();
    byte[] longer = inserted(archive, afterName, new byte[] {0x75, 0x70, 0, 0});
    buffer(longer).putShort(at + 30, (short) 4);
    int size = longer.length - 10;
    buffer(longer).putInt(size, buffer(longer).getInt(size) + 4);
    assertRefused(longer, "[m.npz] expected a zip directory of plain entries but found another");
  }

  @Test
  void theEndRecordOfAnArchiveOfMoreThanFourGigabytesIsRead() throws IOException {
    Model model = Models.small(Precision.FLOAT);
    assertThat(Models.values(Models.read(zip64(0, 0)).parameters()))
        .isEqualTo(Models.values(model.parameters()));
    String message =
        "[m.npz] expected a zip end record in the last 22 bytes but found none: the file was cut"
            + " off or added to";
    assertRefused(zip64(32, 1), message); // another count than the usual record's
    assertRefused(zip64(56 + 8, 1), message); // the locator points elsewhere
  }

  /** An archive with zip64 records, of which one byte is changed. */
  private static byte[] zip64(int at, int change) {
    byte[] archive = archive();
    int end = archive.length - END_BYTES;
    ByteBuffer records = ByteBuffer.allocate(76).order(ByteOrder.LITTLE_ENDIAN);
    records.putInt(0x06064b50).putLong(44).putShort((short) 45).putShort((short) 45).putLong(0);
    long entries = buffer(archive).getShort(end + 10);
    records.putLong(entries).putLong(entries);
    records.putLong(end - directory(archive)).putLong(directory(archive));
    records.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
    records.put(at, (byte) (records.get(at) + change));
    return inserted(archive, end, records.array());
  }

  private static byte[] inserted(byte[] bytes, int at, byte[] more) {
    byte[] longer = Arrays.copyOf(bytes, bytes.length + more.length);
    System.arraycopy(bytes, at, longer, at + more.length, bytes.length - at);
    System.arraycopy(more, 0, longer, at, more.length);
    return longer;
  }

  @Test
  void deflatedEntriesFollowedByTheirLengthsAreRead() throws IOException {
    Map<String, byte[]> entries = Models.entries(archive());
    assertThat(Models.values(Models.read(Models.archive(entries)).parameters()))
        .isEqualTo(Models.values(Models.small(Precision.FLOAT).parameters()));
  }

  private static void assertRefused(byte[] archive, String message) {
    assertThatThrownBy(() -> Models.read(archive))
        .isInstanceOf(BadInputException.class)
        .hasMessage(message);
  }

  private static byte[] archive() {
    return Models.bytes(Models.small(Precision.FLOAT));
  }

  /** Where the list of entries begins. */
  private static int directory(byte[] archive) {
    return buffer(archive).getInt(archive.length - 6);
  }

  /** Where an entry is listed. */
  private static int listed(byte[] archive, String name) {
    for (int at = directory(archive); at < archive.length; at++) {
      if (new String(archive, at, name.length(), UTF_8).equals(name)) {
        return at - LISTED_BYTES;
      }
    }
    throw new AssertionError(name + " is not listed");
  }

  private static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
