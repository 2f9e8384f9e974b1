package org.lockstep.serve;

import java.util.Map;
import org.lockstep.model.file.Model;
import org.lockstep.model.kernel.Products;
import org.lockstep.model.text.Text;

/**
 * A model for the rows of a table, whose values are given by column name.
 *
 * @param model the model itself
 */
record TableModel(Model model) implements ServedModel {
  /**
   * The description, as in {@code 12-8-2, rows of 5 columns, 2 classes}; for numbers and labels
   * with their names.
   */
  @Override
  public String describe() {
    int columns = model.input().columns().size();
    int classes = model.target().classes().size();
    return Text.format(
        "%s, rows of %,d column%s, %s",
        model.network().text(),
        columns,
        columns == 1 ? "" : "s",
        !model.target().task().isOfClasses()
            ? String.join(", ", model.target().columns().stream().map(Text::brief).toList())
            : Text.format("%,d classes", classes));
  }

  @Override
  public Map<String, Resource> resources() {
    return Resource.all(this);
  }

  @Override
  public Answers answers(Products blas) {
    TableRows rows = new TableRows(model.input());
    TableScorer scorer = new TableScorer(model, blas);
    return question -> Replies.predictions(rows.read(question), scorer, model);
  }
}
