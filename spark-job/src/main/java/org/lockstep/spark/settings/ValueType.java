package org.lockstep.spark.settings;

import org.lockstep.model.error.BadInputException;

/**
 * The type of a setting's values and how users write them.
 *
 * @param <T> immutable, with {@code equals}
 */
public interface ValueType<T> {
  /**
   * The form of a value that is not kept as text: in {@code run.json}, or as a Spark ML parameter.
   */
  enum Form {
    /** True or false. */
    FLAG,
    /** An int. */
    INT,
    /** A long. */
    LONG,
    /** A double. */
    DOUBLE,
    /** A text. */
    TEXT,
    /** Whole numbers. */
    INTS,
    /** Texts. */
    TEXTS
  }

  /** The form of values as Java objects: Boolean, Integer, ..., or a list of them. */
  Form form();

  /**
   * Parses a value.
   *
   * @param place for messages: a mention of the setting
   * @throws BadInputException if the text is not a value, or the value is out of range
   */
  T parse(String place, String text);

  /**
   * Converts an object in this type's form to a value.
   *
   * @param place for messages: a mention of the setting
   * @throws BadInputException if the value is out of range
   */
  T of(String place, Object plain);

  /** Converts a value to this type's form. */
  Object plain(T value);

  /** The text of a value, as users write it. */
  String text(T value);
}
