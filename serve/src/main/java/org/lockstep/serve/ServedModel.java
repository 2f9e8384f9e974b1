package org.lockstep.serve;

import java.util.Map;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.data.VectorColumn;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Model;
import org.lockstep.model.kernel.Products;
import org.lockstep.model.loss.OutputActivation;

/** A model with its page: one of images is drawn for, one of a table is filled in for. */
sealed interface ServedModel permits ImageModel, TableModel {

  /**
   * How a model is served: by the columns of its input, as images or as a table.
   *
   * @param place the file's name, for messages
   * @throws BadInputException where it is neither
   */
  static ServedModel of(String place, Model model) {
    InputSchema input = model.input();
    boolean isVector = input.columns().stream().anyMatch(VectorColumn.class::isInstance);
    boolean isNamed = input.columns().stream().map(InputColumn::name).noneMatch(String::isEmpty);
    return isVector || input.image().isPresent() || !isNamed
        ? ImageModel.of(place, model)
        : new TableModel(model);
  }

  /** Which it is. */
  Model model();

  /** What it takes and gives, in a line. */
  String describe();

  /** All that can be asked for with GET, by its path. */
  Map<String, Resource> resources();

  /** Answers questions. */
  Answers answers(Products blas);

  /** Whether the probabilities of the classes sum to 1. */
  default boolean isNormalised() {
    return model().target().task() == Task.BINARY
        || model().network().outputLoss().activation() == OutputActivation.SOFTMAX;
  }

  /** Answers the body of one question after the other, by any thread. */
  interface Answers {
    /**
     * The body of an answer.
     *
     * @throws Refusal where the question is not as it must be, or has no answer
     */
    byte[] to(byte[] question) throws Refusal;
  }
}
