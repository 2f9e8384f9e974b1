/** What goes wrong with files on any file system, in a user's words and in bounded time. */
package org.lockstep.spark.files;
