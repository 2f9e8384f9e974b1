package org.lockstep.spark.settings;

/** The engine that the user chooses. */
public enum EngineChoice {
  /** The resident engine where it can run, otherwise one Spark job per step. */
  AUTO,
  /** Tasks that stay for the whole run; fails where they cannot. */
  RESIDENT,
  /** One Spark job per step. */
  JOB
}
