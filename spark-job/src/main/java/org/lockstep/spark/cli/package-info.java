/**
 * The command line: words to settings, failures to exit codes.
 *
 * <p>One class for each command, which turns options into the settings of a job and calls it; what
 * several need is in {@code Commands}, {@code Terminal} and {@code SettingOptions}. Options of
 * {@code train} are made from {@code settings}. {@link org.lockstep.spark.cli.ExitCode} says how a
 * command ends. The only package that knows picocli and the arguments of the program.
 */
package org.lockstep.spark.cli;
