package org.lockstep.model.text;

/** One of several things that people and files tell apart by a word, as {@code leaky-relu}. */
public interface Named {

  /** In small letters, joined by hyphens. */
  String word();
}
