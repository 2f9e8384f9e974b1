package org.lockstep.serve;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.ImageShape;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.TextColumn;
import org.lockstep.model.data.VectorColumn;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Model;
import org.lockstep.model.kernel.Products;
import org.lockstep.model.text.Text;

/**
 * A model that classifies square images with one channel.
 *
 * @param model the model itself
 * @param side pixels in a row and in a column
 * @param range of the pixels
 */
record ImageModel(Model model, int side, RawRange range) implements ServedModel {
  /** Models with fewer features are for tables: iris has 2 x 2. */
  static final int LEAST_SIDE = 8;

  /** The page is not made for more pixels than this, nor do they fit into a request. */
  static final int MOST_SIDE = 64;

  private static final String EXPECTED =
      "a model of square images of one channel, "
          + LEAST_SIDE
          + " to "
          + MOST_SIDE
          + " pixels a side,";

  /**
   * Checks that a model is for images. A model trained on a table of single numbers, such as a CSV
   * file of images, counts as one for images if the numbers make a square.
   *
   * @param place the file's name, for messages
   * @throws BadInputException if the model takes something else, or predicts numbers
   */
  static ImageModel of(String place, Model model) {
    if (!model.target().task().isOfClasses()) {
      throw BadInputException.at(
          place, "a model of classes", "one of " + model.target().task().predicts());
    }
    int side = side(place, model.input().columns());
    return new ImageModel(model, side, RawRange.of(model.scaling(), side));
  }

  private static int side(String place, List<InputColumn> columns) {
    for (InputColumn column : columns) {
      if (column instanceof CategoryColumn || column instanceof TextColumn) {
        throw BadInputException.at(
            place, EXPECTED, "one with the text column " + BadInputException.quote(column.name()));
      }
    }
    Optional<ImageShape> image =
        columns.size() == 1 && columns.get(0) instanceof VectorColumn vector
            ? vector.image()
            : Optional.empty();
    if (image.isPresent()) {
      ImageShape shape = image.get();
      if (shape.channels() != 1 || shape.height() != shape.width() || !isServed(shape.width())) {
        throw BadInputException.at(place, EXPECTED, "one of " + text(shape));
      }
      return shape.width();
    }
    int features = columns.stream().mapToInt(InputColumn::width).sum();
    int side = (int) Math.round(Math.sqrt(features));
    if (side * side != features || !isServed(side)) {
      throw BadInputException.at(place, EXPECTED, Text.format("one of %,d features", features));
    }
    return side;
  }

  private static boolean isServed(int side) {
    return side >= LEAST_SIDE && side <= MOST_SIDE;
  }

  private static String text(ImageShape shape) {
    return Text.format(
        "images of %d x %d pixels and %s",
        shape.height(),
        shape.width(),
        shape.channels() == 1 ? "1 channel" : shape.channels() + " channels");
  }

  /** How many numbers an image has. */
  int pixels() {
    return side * side;
  }

  @Override
  public Map<String, Resource> resources() {
    return Resource.all(this);
  }

  @Override
  public Answers answers(Products blas) {
    Scorer scorer = new Scorer(this, blas);
    return question ->
        Replies.prediction(scorer.score(Pixels.read(question, this)), scorer.precision());
  }

  /**
   * The description, as in {@code 784-100-10, images of 28 x 28 pixels from 0 to 255, 10 classes}.
   */
  @Override
  public String describe() {
    return Text.format(
        "%s, images of %d x %d pixels from %s, %d classes",
        model.network().text(), side, side, range.text(), model.target().classes().size());
  }
}
