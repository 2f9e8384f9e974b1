package org.lockstep.model.gradcheck;

import org.lockstep.model.layer.Role;
import org.lockstep.model.network.ParameterLayout;

/**
 * The result of checking one parameter array.
 *
 * @param array the array
 * @param checked how many of its elements were compared
 * @param atKinks how many could not be compared, because the loss is not smooth around them
 * @param worst the largest relative error; 0 if nothing was compared
 * @param worstIndex the index of the element with that error, from 0, row-major
 * @param analytic its derivative by backpropagation
 * @param numerical its derivative by differences
 */
public record ArrayCheck(
    ParameterLayout.Array array,
    int checked,
    int atKinks,
    double worst,
    int worstIndex,
    double analytic,
    double numerical) {

  /** Whether any elements were compared and all of them agree. */
  public boolean isOk() {
    return checked > 0 && worst <= GradientCheck.TOLERANCE;
  }

  /** The element with the largest error, as in {@code W1[3, 7]} or {@code b1[7]}. */
  public String place() {
    int row = worstIndex / array.columns();
    int column = worstIndex % array.columns();
    return array.name()
        + (array.role() == Role.WEIGHT ? "[" + row + ", " + column + "]" : "[" + column + "]");
  }
}
