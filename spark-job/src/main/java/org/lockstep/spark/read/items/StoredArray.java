package org.lockstep.spark.read.items;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lockstep.model.data.ImageShape;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;

/**
 * An array in an HDF5 or NumPy file; its first dimension counts the items.
 *
 * @param place the place for messages: {@code data.npz#x}
 * @param name the name that selects it
 * @param shape the lengths of its dimensions
 * @param items where its items are; empty if it cannot be read
 * @param refusal why it cannot be read; empty if it can
 */
public record StoredArray(
    String place,
    String name,
    List<Long> shape,
    Optional<ItemFile> items,
    Optional<Refusal> refusal) {
  public StoredArray {
    shape = List.copyOf(shape);
  }

  /** Why an array cannot be read. */
  record Refusal(String expected, String found) {}

  /** Locates the items of an array, given how many there are and how many numbers each has. */
  interface Locator {
    ItemFile locate(long items, int itemSize);
  }

  /** An array of a type that we read. Impossible shapes are refused before they are used. */
  static StoredArray of(
      String place, String name, List<Long> shape, NumberType type, Locator locator) {
    if (shape.isEmpty()) {
      return refused(place, name, shape, "at least one dimension", "a single number");
    }
    long itemSize = 1;
    for (long length : shape.subList(1, shape.size())) {
      if (length < 0 || length > Integer.MAX_VALUE || itemSize * length > mostNumbers(type)) {
        return refused(
            place, name, shape, "items of at most 2 GiB", "the shape " + shapeText(shape));
      }
      itemSize *= length;
    }
    if (shape.get(0) <= 0 || itemSize == 0) {
      return refused(
          place, name, shape, "at least one number in it", "the shape " + shapeText(shape));
    }
    if (shape.get(0) > Long.MAX_VALUE / 16 / itemSize / type.bytes()) {
      return refused(place, name, shape, "a shape that fits a file", shapeText(shape));
    }
    try {
      ItemFile items = locator.locate(shape.get(0), (int) itemSize);
      return new StoredArray(place, name, shape, Optional.of(items), Optional.empty());
    } catch (RefusedException e) {
      return new StoredArray(place, name, shape, Optional.empty(), Optional.of(e.refusal));
    }
  }

  private static long mostNumbers(NumberType type) {
    return (Integer.MAX_VALUE - 16L) / type.bytes();
  }

  /** An array that cannot be read. */
  static StoredArray refused(
      String place, String name, List<Long> shape, String expected, String found) {
    return new StoredArray(
        place, name, shape, Optional.empty(), Optional.of(new Refusal(expected, found)));
  }

  /** What a {@link Locator} throws. */
  static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Refusal refusal;

    RefusedException(String expected, String found) {
      super(expected);
      refusal = new Refusal(expected, found);
    }
  }

  /**
   * Returns where its items are.
   *
   * @throws BadInputException if it cannot be read
   */
  public ItemFile orFail() {
    return items.orElseThrow(
        () -> BadInputException.at(place, refusal.orElseThrow().expected(), refusal.get().found()));
  }

  public boolean isReadable() {
    return items.isPresent();
  }

  /** Whether it has one number per item. */
  public boolean isColumn() {
    return !shape.isEmpty() && shape.stream().skip(1).allMatch(length -> length == 1);
  }

  /** The array in words, for lists: {@code x (209, 64, 64, 3)}. */
  public String words() {
    String shown = Text.brief(name);
    return shape.isEmpty() ? shown : shown + " " + shapeText(shape);
  }

  private static String shapeText(List<Long> shape) {
    return shape.stream().map(Object::toString).collect(Collectors.joining(", ", "(", ")"));
  }

  /** The column that its items make: an image if its shape and type are those of one. */
  public InputColumn column() {
    ItemFile file = orFail();
    return image(file)
        .map(image -> InputColumn.image("pixels", image))
        .orElseGet(() -> InputColumn.vector("numbers", file.layout().itemSize()));
  }

  private Optional<ImageShape> image(ItemFile file) {
    if (file.layout().type() != NumberType.UNSIGNED_BYTE) {
      return Optional.empty();
    }
    if (shape.size() == 3) {
      return Optional.of(ImageShape.gray(length(1), length(2)));
    }
    if (shape.size() == 4 && isChannels(3)) {
      return Optional.of(
          new ImageShape(length(1), length(2), length(3), ImageShape.Layout.INTERLEAVED));
    }
    if (shape.size() == 4 && isChannels(1)) {
      return Optional.of(new ImageShape(length(2), length(3), length(1), ImageShape.Layout.PLANAR));
    }
    return Optional.empty();
  }

  private boolean isChannels(int dimension) {
    return length(dimension) == 1 || length(dimension) == 3;
  }

  private int length(int dimension) {
    return Math.toIntExact(shape.get(dimension));
  }
}
