package org.lockstep.spark.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No entry of a directory is left out silently. */
class ListingTest {
  @TempDir private Path folder;
  private FileSystem files;

  @BeforeEach
  void writeFile() throws IOException {
    files = FileSystem.getLocal(new Configuration());
    Files.writeString(folder.resolve("a.csv"), "1");
  }

  private org.apache.hadoop.fs.Path path(String name) {
    return files.makeQualified(new org.apache.hadoop.fs.Path(folder + "/" + name));
  }

  private List<String> names(String pattern) throws IOException {
    return Listing.matching(files, path(pattern)).stream()
        .map((FileStatus status) -> status.getPath().getName())
        .toList();
  }

  @Test
  void aDanglingLinkIsAnEntryThatCannotBeRead() throws IOException {
    Files.createSymbolicLink(folder.resolve("c.csv"), Path.of("unmounted/c.csv"));
    String message = "[file:" + folder + "/c.csv] could not be read: a link to nothing";
    assertThatThrownBy(() -> Listing.of(files, path("")))
        .isInstanceOf(UnreadableException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> Listing.matching(files, path("*.csv"))).hasMessage(message);
    assertThatThrownBy(() -> Listing.matching(files, path("{a,c}.*"))).hasMessage(message);
  }

  @Test
  void aCycleOfLinksIsAnEntryThatCannotBeRead() throws IOException {
    Files.createSymbolicLink(folder.resolve("c.csv"), Path.of("c.csv"));
    assertThatThrownBy(() -> Listing.of(files, path("")))
        .isInstanceOf(UnreadableException.class)
        .hasMessageStartingWith("[file:" + folder + "/c.csv] could not be read: Too many levels");
  }

  /** A name in Latin-1 on a machine with UTF-8; in another locale it decodes differently. */
  @Test
  void aNameThatIsNotTextIsAnEntryThatCannotBeRead() throws Exception {
    Process touch =
        new ProcessBuilder("bash", "-c", "touch \"$(printf 'b\\344.csv')\"")
            .directory(folder.toFile())
            .inheritIO()
            .start();
    assertThat(touch.waitFor()).isZero();
    String charset = System.getProperty("sun.jnu.encoding");
    if (charset.equals("ISO-8859-1")) {
      assertThat(Listing.of(files, path(""))).hasSize(2);
      return;
    }
    String end = ".csv] could not be read: a name that is not text in " + charset;
    assertThatThrownBy(() -> Listing.of(files, path("")))
        .isInstanceOf(UnreadableException.class)
        .hasMessageStartingWith("[file:" + folder + "/b")
        .hasMessageEndingWith(end);
    assertThatThrownBy(() -> Listing.matching(files, path("*.csv"))).hasMessageEndingWith(end);
  }

  @Test
  void entriesThatDoNotMatchAreIgnored() throws IOException {
    Files.createSymbolicLink(folder.resolve("#a.csv"), Path.of("me@here.1234"));
    assertThat(names("a*.csv")).containsExactly("a.csv");
    assertThat(Listing.of(files, path(""), name -> !name.startsWith("#"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*/x.csv", "*/*.csv", "{c,d}/*"})
  void aDanglingLinkInPlaceOfAMatchingFolderIsAnError(String pattern) throws IOException {
    Files.createDirectory(folder.resolve("d"));
    Files.writeString(folder.resolve("d/x.csv"), "1");
    assertThat(names(pattern)).containsExactly("x.csv");
    Files.createSymbolicLink(folder.resolve("c"), Path.of("unmounted"));
    assertThatThrownBy(() -> Listing.matching(files, path(pattern)))
        .isInstanceOf(UnreadableException.class)
        .hasMessage("[file:" + folder + "/c] could not be read: a link to nothing");
  }

  @Test
  void hadoopsChecksumsAreNotListed() throws IOException {
    files.create(path("b.csv")).close();
    assertThat(folder.resolve(".b.csv.crc")).exists();
    assertThat(Listing.of(files, path(""))).hasSize(2);
    assertThat(names("*")).containsExactly("a.csv", "b.csv");
  }
}
