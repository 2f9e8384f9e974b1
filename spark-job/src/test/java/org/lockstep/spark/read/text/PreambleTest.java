package org.lockstep.spark.read.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lockstep.spark.read.Reading.lines;
import static org.lockstep.spark.read.Reading.messageOf;
import static org.lockstep.spark.read.Reading.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.text.Text;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.table.Table;
import org.lockstep.spark.testing.SparkForTests;

/** Lines above tables, and rows that look like them. */
class PreambleTest {
  @TempDir private Path folder;

  private void file(String name, String... lines) throws IOException {
    Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }

  @Test
  void eachFileCanHaveItsOwnCommentAboveTheTable() throws IOException {
    file("a.csv", "# on Monday", "1,0", "2,1");
    file("b.csv", "# on Tuesday", "3,1", "4,0");
    assertThat(lines(read(folder.toString()))).hasSize(4).contains("2 [3.0] 1.0");
  }

  @Test
  void aRowIsNotMistakenForALineAboveTheTable() throws IOException {
    file("a.csv", "# on Monday", "1,0", "2,1");
    file("b.csv", "3,1", "4,0");
    assertThat(messageOf(ReadOptions.of(folder.toString())))
        .isEqualTo(
            Text.format(
                "[%s/b.csv:1] expected the lines above the table of %s/a.csv but found '3,1'",
                folder, folder));
    file("b.csv", "#3,1", "4,0");
    assertThat(messageOf(ReadOptions.of(folder.toString()))).contains("found '#3,1'");
  }

  @Test
  void everyFileNeedsTheTitleOfTheFirst() throws IOException {
    file("a.csv", "Sales", "", "x,label", "1,0", "2,1");
    file("b.csv", "Sales", "", "x,label", "3,1", "4,0");
    assertThat(lines(read(folder.toString()))).hasSize(4);
    file("b.csv", "x,label", "3,1", "4,0");
    assertThat(messageOf(ReadOptions.of(folder.toString())))
        .contains("/b.csv:1] expected the lines above the table of")
        .endsWith("found 'x,label'");
  }

  @Test
  void aCommentAsWideAsTheRowsBelowIsTheHeader() throws IOException {
    for (String above : new String[] {"", "# exported on Monday\n"}) {
      Files.writeString(
          folder.resolve("a.csv"),
          above + "#name,color,label\ncy,red,no\nbob,blue,yes\ncy,blue,no\n");
      Table table = read(folder.toString());
      assertThat(table.target().names()).containsExactly("label");
      assertThat(lines(table)).hasSize(3);
    }
  }

  @Test
  void aCommentWithBlanksAfterSeparatorsIsASentenceUnlessTheRowsHaveThemToo() throws IOException {
    file("a.csv", "# by us, on Monday", "1,0", "2,1");
    assertThat(lines(read(folder.toString()))).hasSize(2);
    assertThat(read(folder.toString()).target().names()).doesNotContain("on Monday");
    file("a.csv", "#x, label", "1, 0", "2, 1");
    assertThat(read(folder.toString()).target().names()).containsExactly("label");
  }

  @Test
  void severalCommentsAsWideAsTheTableAreRows() throws IOException {
    file("a.csv", "#ff0000,1,0", "#00ff00,2,1", "red,0,0", "red,1,1", "#00ff00,2,0");
    assertThat(lines(read(folder.toString()))).hasSize(5);
    file("a.csv", "# colors", "#ff0000,1,0", "#00ff00,2,1", "red,0,0", "red,1,1", "red,2,0");
    assertThat(lines(read(folder.toString()))).hasSize(5);
  }

  @Test
  void excelsSeparatorLineCanNameTabs() {
    assertThat(Preamble.of("sep=\t\r\nx\ty\r\n").separator()).contains('\t');
    assertThat(Preamble.of("sep=; \nx;y\n").separator()).contains(';');
  }

  @Test
  void linesAboveATableCanFillSplits() throws IOException {
    String comments = "# a comment, among others\n".repeat(20);
    Files.writeString(folder.resolve("a.csv"), comments + "x,label\n1,0\n2,1\n3,0\n");
    SparkForTests.session().conf().set("spark.sql.files.maxPartitionBytes", 100);
    try {
      assertThat(lines(read(folder.toString()))).hasSize(3);
    } finally {
      SparkForTests.session().conf().unset("spark.sql.files.maxPartitionBytes");
    }
  }
}
