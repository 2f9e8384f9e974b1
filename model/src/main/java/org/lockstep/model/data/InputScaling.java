package org.lockstep.model.data;

import java.io.Serializable;

/**
 * From raw values to what the network sees.
 *
 * @param encoder from raw values to features
 * @param scaling from features to what the network sees
 */
public record InputScaling(InputEncoder encoder, Scaling scaling) implements Serializable {

  /** For raw values that are the features. */
  public static InputScaling ofFeatures(Scaling scaling) {
    return new InputScaling(InputEncoder.identity(scaling.width()), scaling);
  }
}
