package org.lockstep.model.text;

/** Something that people and files identify by a word, such as {@code leaky-relu}. */
public interface Named {

  /** The word, in lower case, joined by hyphens. */
  String word();
}
