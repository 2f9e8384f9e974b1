package org.lockstep.spark.ml;

/**
 * The name of an instance while it is made. Spark's constructors make parameters of the instance,
 * and ask for its name then, when a class of Java has no field yet to keep it in.
 */
final class Uids {
  /** The name of an instance that is never used. */
  static final String NOBODY = "nobody";

  private static final ThreadLocal<String> NEXT = new ThreadLocal<>();

  private Uids() {}

  /** Keeps the name of what is made next. Called on the way to the superclass's constructor. */
  static String keep(String uid) {
    NEXT.set(uid);
    return uid;
  }

  /** The name of what is being made. */
  static String kept() {
    return NEXT.get();
  }
}
