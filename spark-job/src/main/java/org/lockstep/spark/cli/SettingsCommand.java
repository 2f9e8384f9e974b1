package org.lockstep.spark.cli;

import org.lockstep.spark.settings.Catalogue;

/** A command that takes settings, each as an option. */
interface SettingsCommand {
  /** The settings it takes. */
  Catalogue catalogue();
}
