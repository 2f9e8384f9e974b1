/** The command line: words to settings, failures to exit codes. */
package org.lockstep.spark.cli;
