package org.lockstep.model.data;

import java.util.ArrayList;
import java.util.List;

/**
 * A column of texts, each of which is one of a few categories. A raw value is the category's index,
 * NaN if the text is missing, or {@link #UNKNOWN} if the text is none of the categories.
 *
 * @param categories in the order of their indices
 * @param form which features they become
 * @param missing whether a missing text is a category, after the others
 * @param other whether all texts that are none of the categories form one more, the last
 */
public record CategoryColumn(
    String name, List<String> categories, Form form, boolean missing, boolean other)
    implements InputColumn {

  /** The index of a text that is none of the categories. */
  public static final int UNKNOWN = -1;

  /** Which features the categories become. */
  public enum Form {
    /** One per category, 1 for the row's own and 0 for the others; all 0 for an unknown text. */
    ONE_HOT,
    /** One for two categories: -1 for the first, 1 for the second, 0 for an unknown text. */
    SIGN,
    /** One: the category's index; the middle of all for an unknown text. */
    ORDINAL
  }

  public CategoryColumn {
    categories = List.copyOf(categories);
    Distinct.check("column " + name + " has the category", categories);
    boolean fits =
        switch (form) {
          case ONE_HOT -> !categories.isEmpty() || missing || other;
          case SIGN -> categories.size() == 2 && !missing && !other;
          case ORDINAL -> !categories.isEmpty() && !missing && !other;
        };
    if (!fits) {
      throw new IllegalArgumentException(
          "column " + name + " has " + categories.size() + " categories in the form " + form);
    }
  }

  /** One feature per category. */
  public static CategoryColumn oneHot(String name, List<String> categories) {
    return new CategoryColumn(name, categories, Form.ONE_HOT, false, false);
  }

  @Override
  public int width() {
    return form == Form.ONE_HOT ? categories.size() + (missing ? 1 : 0) + (other ? 1 : 0) : 1;
  }

  @Override
  public List<String> featureNames() {
    if (form != Form.ONE_HOT) {
      return List.of(name);
    }
    List<String> names = new ArrayList<>();
    categories.forEach(category -> names.add(name + "=" + category));
    if (missing) {
      names.add(name + " is missing");
    }
    if (other) {
      names.add(name + " is another");
    }
    return names;
  }
}
