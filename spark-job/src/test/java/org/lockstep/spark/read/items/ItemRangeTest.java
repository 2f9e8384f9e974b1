package org.lockstep.spark.read.items;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ItemRangeTest {
  /** Items of 1 MiB, in ranges of 8 MiB. */
  private static List<String> ranges(int items, int bandItems) {
    int stride = 1 << 20;
    ItemFile file =
        new ItemFile(
            new Container("x.h5", "x.h5", Packing.HDF5, "x"),
            new ItemLayout(0, stride, items, stride, NumberType.UNSIGNED_BYTE, true),
            bandItems);
    return ItemRange.of(List.of(file)).stream().map(r -> r.from() + "-" + r.to()).toList();
  }

  @Test
  void rangesHold8Mebibytes() {
    assertThat(ranges(20, 1)).containsExactly("0-8", "8-16", "16-20");
  }

  @Test
  void itemsUnpackedTogetherAreInOneRange() {
    assertThat(ranges(20, 3)).containsExactly("0-6", "6-12", "12-18", "18-20");
    assertThat(ranges(100, 40)).containsExactly("0-40", "40-80", "80-100");
    assertThat(ranges(20, 20)).containsExactly("0-20");
  }
}
