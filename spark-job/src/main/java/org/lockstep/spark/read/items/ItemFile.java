package org.lockstep.spark.read.items;

import java.io.Serializable;

/**
 * Items of equal length, one after another, in a file whose header and length were checked.
 *
 * @param container the bytes that hold them
 * @param layout where they are among those
 * @param bandItems how many items are unpacked together, in bands that begin with item 0
 */
public record ItemFile(Container container, ItemLayout layout, int bandItems)
    implements Serializable {

  /** Items that can each be read alone. */
  public ItemFile(Container container, ItemLayout layout) {
    this(container, layout, 1);
  }

  /** The name for messages. */
  public String name() {
    return container.name();
  }

  /** The number of items. */
  public long items() {
    return layout.items();
  }
}
