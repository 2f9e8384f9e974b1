package org.lockstep.spark.ml;

/**
 * Holds the uid of an instance during its construction. Spark's constructors create parameters and
 * ask for the uid before a Java class can set a field with it.
 */
final class Uids {
  /** The uid of an instance that is never used. */
  static final String NOBODY = "nobody";

  private static final ThreadLocal<String> NEXT = new ThreadLocal<>();

  private Uids() {}

  /** Keeps the uid of the next instance. Called before the superclass's constructor. */
  static String keep(String uid) {
    NEXT.set(uid);
    return uid;
  }

  /** The uid of the instance under construction. */
  static String kept() {
    return NEXT.get();
  }
}
