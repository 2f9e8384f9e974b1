package org.lockstep.spark.settings;

/** The engine that a user asks for. */
public enum EngineChoice {
  /** The resident engine where it can run, else jobs. */
  AUTO,
  /** Tasks that stay; fails where they cannot. */
  RESIDENT,
  /** One Spark job per step. */
  JOB
}
