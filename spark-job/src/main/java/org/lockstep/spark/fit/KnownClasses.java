package org.lockstep.spark.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lockstep.model.layer.Role;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.text.Text;

/**
 * Carries over weights that were trained on other classes. The weights of the last layer belong to
 * classes, and are matched by class name. A class that the weights know keeps its own, whatever its
 * index is now; a new class starts fresh; the weights of a class that is gone are dropped.
 *
 * <p>With two classes, the last layer has one unit, for the second against the first. It says
 * nothing about other classes, so the last layer starts fresh if there are two classes before or
 * now.
 *
 * @param before the classes that the weights were trained on, in order
 * @param now the classes of the data, in order
 */
record KnownClasses(List<String> before, List<String> now) {
  private static final int SHOWN = 6;

  /** The weights' classes and the data's, if they differ. */
  static Optional<KnownClasses> of(List<String> before, List<String> now) {
    boolean areOthers = !before.isEmpty() && !now.isEmpty() && !before.equals(now);
    return areOthers ? Optional.of(new KnownClasses(before, now)) : Optional.empty();
  }

  /** Whether units of the last layer stand for one class each, before and now. */
  private boolean haveUnits() {
    return before.size() > 2 && now.size() > 2;
  }

  private boolean isKept(String name) {
    return haveUnits() && before.contains(name);
  }

  /** A note to the user. */
  String note() {
    return "the initial weights were trained on other classes: the last layer's weights of "
        + described(now.stream().filter(this::isKept).toList(), "are kept")
        + ", "
        + described(now.stream().filter(name -> !isKept(name)).toList(), "start fresh")
        + ", "
        + described(before.stream().filter(name -> !now.contains(name)).toList(), "are dropped");
  }

  private static String described(List<String> names, String verb) {
    String shown = names.stream().limit(SHOWN).map(Text::brief).collect(Collectors.joining(", "));
    return names.isEmpty()
        ? "none " + verb
        : names.size() > SHOWN
            ? shown + ", ... (" + names.size() + ") " + verb
            : shown + " " + verb;
  }

  /** The layout of the weights' own network, which differs in its last layer. */
  ParameterLayout before(ParameterLayout layout) {
    int units = before.size() == 2 ? 1 : before.size();
    List<ParameterLayout.Array> arrays = new ArrayList<>();
    int last = last(layout);
    for (int i = 0; i < layout.arrays().size(); i++) {
      ParameterLayout.Array array = layout.arrays().get(i);
      int offset = arrays.isEmpty() ? 0 : arrays.get(arrays.size() - 1).end();
      int columns = i < last ? array.columns() : units;
      arrays.add(
          new ParameterLayout.Array(array.name(), offset, array.rows(), columns, array.role()));
    }
    return new ParameterLayout(arrays);
  }

  /** The index of the last layer's first array. */
  private static int last(ParameterLayout layout) {
    int last = layout.arrays().size() - 1;
    while (layout.arrays().get(last).role() != Role.WEIGHT) {
      last--;
    }
    return last;
  }

  /**
   * Replaces fresh weights with known ones.
   *
   * @param known has the layout {@link #before(ParameterLayout)}
   * @param fresh has the layout of the data's network; overwritten
   */
  void into(ParameterLayout layout, FlatVector known, FlatVector fresh) {
    List<ParameterLayout.Array> from = before(layout).arrays();
    for (int i = 0; i < from.size(); i++) {
      ParameterLayout.Array source = from.get(i);
      ParameterLayout.Array to = layout.arrays().get(i);
      for (int column = 0; column < to.columns(); column++) {
        int of = i < last(layout) ? column : column(column);
        for (int row = 0; row < to.rows() && of >= 0; row++) {
          double value = known.get(source.offset() + row * source.columns() + of);
          fresh.set(to.offset() + row * to.columns() + column, value);
        }
      }
    }
  }

  /** The unit that a class had before; -1 for none. */
  private int column(int now) {
    return haveUnits() ? before.indexOf(this.now.get(now)) : -1;
  }
}
