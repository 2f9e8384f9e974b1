/**
 * The command line: turns words into settings and failures into exit codes.
 *
 * <p>Each command has one class, which turns options into the settings of a job and runs the job.
 * {@code Commands}, {@code Terminal} and {@code SettingOptions} contain what several commands
 * share. The options of {@code train} come from {@code settings}. {@link
 * org.lockstep.spark.cli.ExitCode} lists how a command can end. This is the only package that knows
 * picocli and the program's arguments.
 */
package org.lockstep.spark.cli;
