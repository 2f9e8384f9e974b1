package org.lockstep.spark.read.columns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lockstep.spark.table.Finding;
import org.lockstep.spark.testing.Kryo;

/**
 * The profiles that the first pass over a source returns survive Kryo, which a user can choose as
 * the serializer.
 */
class KryoProfilesTest {

  @Test
  void chunkProfilesSurviveKryo() {
    ColumnProfile numbers = new ColumnProfile();
    ColumnProfile texts = new ColumnProfile();
    ChunkProfile profile =
        new ChunkProfile(new Chunk("f.csv", 64), new ColumnProfile[] {numbers, null, texts});
    profile.problem = new Finding(3, "a number", "'x'");
    for (int line = 0; line < 6; line++) {
      profile.sawLine(line, line == 5);
      profile.lines++;
      if (line % 2 == 1) {
        profile.drop(line);
      } else {
        numbers.addNumber(line + 0.5);
        texts.addText(line, "t" + line, true);
        profile.addTarget(null, line);
      }
    }
    texts.widths.put(7, 2L);

    ChunkProfile sent = Kryo.send(ChunkProfile.class, profile);

    assertThat(List.of(sent.file, sent.start, sent.lines)).isEqualTo(List.of("f.csv", 64L, 6L));
    assertThat(List.of(sent.firstBlank, sent.lastFilled)).isEqualTo(List.of(5L, 4L));
    assertThat(sent.problem.at("f.csv:4")).hasMessage("[f.csv:4] expected a number but found 'x'");
    assertThat(sent.dropped()).isEqualTo(3);
    assertThat(sent.line(2, 0)).isEqualTo(4);
    assertThat(sent.columns[0].min).isEqualTo(0.5);
    assertThat(sent.columns[0].max).isEqualTo(4.5);
    assertThat(sent.columns[0].isNumeric()).isTrue();
    assertThat(sent.columns[1]).isNull();
    assertThat(sent.columns[2].distinct).containsExactlyInAnyOrder("t0", "t2", "t4");
    assertThat(sent.columns[2].firstWidth()).isEqualTo(7);
    assertThat(sent.targets().isText()).isFalse();
    sent.targets().append(profile.targets(), 3); // can still grow
    sent.addTarget(null, 8);
    assertThat(sent.targets().isText()).isFalse();
  }
}
