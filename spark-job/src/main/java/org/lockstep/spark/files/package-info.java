/**
 * What goes wrong with files on any file system, in a user's words and in bounded time.
 *
 * <p>{@code FileErrors} turns failures into one line each; {@code Listing}, {@code Presence} and
 * {@code Patience} ask a file system so that "absent", "unreadable" and "no answer" stay apart.
 * Knows Hadoop's file systems and nothing of ours.
 */
package org.lockstep.spark.files;
