/**
 * Explains what goes wrong with files on any file system, in a user's words and in bounded time.
 *
 * <p>{@code FileErrors} turns failures into one line each; {@code Listing}, {@code Presence} and
 * {@code TimedCall} ask a file system in a way that keeps "absent", "unreadable" and "no answer"
 * apart. This package depends on Hadoop's file systems and on no other package below {@code
 * org.lockstep.spark}.
 */
package org.lockstep.spark.files;
