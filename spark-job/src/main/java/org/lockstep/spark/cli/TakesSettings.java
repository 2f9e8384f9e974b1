package org.lockstep.spark.cli;

import org.lockstep.spark.settings.Catalogue;

/** A command that is told settings: each is an option of it. */
interface TakesSettings {
  /** Those that it has. */
  Catalogue catalogue();
}
