package org.lockstep.spark.settings;

import org.lockstep.model.error.BadInputException;

/**
 * What values of a setting are and how people write them.
 *
 * @param <T> immutable, with {@code equals}
 */
public interface ValueType<T> {
  /** How a value is kept where it is not text: in {@code run.json}, as a parameter of Spark ML. */
  enum Form {
    /** true or false. */
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

  /** The form that values have as Java objects: Boolean, Integer, ..., or a list of them. */
  Form form();

  /**
   * The value that a text means.
   *
   * @param place for messages: a mention of the setting
   * @throws BadInputException if it means none, or one that is out of range
   */
  T parse(String place, String text);

  /**
   * The value that an object of this type's form means.
   *
   * @param place for messages: a mention of the setting
   * @throws BadInputException if it is out of range
   */
  T of(String place, Object plain);

  /** A value in this type's form. */
  Object plain(T value);

  /** A value as users write it. */
  String text(T value);
}
