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

/** A model with its page, on which the user draws an image or fills in a row of a table. */
sealed interface ServedModel permits ImageModel, TableModel {

  /**
   * Decides by the columns of its input whether a model is served as one of images or of a table.
   *
   * @param place the file's name, for messages
   * @throws BadInputException if it is neither
   */
  static ServedModel of(String place, Model model) {
    InputSchema input = model.input();
    boolean isVector = input.columns().stream().anyMatch(VectorColumn.class::isInstance);
    boolean isNamed = input.columns().stream().map(InputColumn::name).noneMatch(String::isEmpty);
    return isVector || input.image().isPresent() || !isNamed
        ? ImageModel.of(place, model)
        : new TableModel(model);
  }

  /** The model itself. */
  Model model();

  /** The inputs and outputs of the model, in one line. */
  String describe();

  /** Everything that GET can request, by its path. */
  Map<String, Resource> resources();

  /** Creates the {@link Answers} of this model. */
  Answers answers(Products blas);

  /** Whether the probabilities of the classes sum to 1. */
  default boolean isNormalised() {
    return model().target().task() == Task.BINARY
        || model().network().outputLoss().activation() == OutputActivation.SOFTMAX;
  }

  /** Answers one question after another, from any thread. */
  interface Answers {
    /**
     * Answers the body of a question with the body of an answer.
     *
     * @throws Refusal if the question is malformed or has no answer
     */
    byte[] to(byte[] question) throws Refusal;
  }
}
