/**
 * The page on which the user draws a digit, or fills in a row of a table, and sees the model's
 * prediction: a small HTTP server on 127.0.0.1, without Spark.
 *
 * <p>{@link org.lockstep.serve.Main} reads the command line and opens the model; {@link
 * org.lockstep.serve.PageServer} is the server and its limits; {@link org.lockstep.serve.Site}
 * answers requests. Nothing in a request ever names a file: the site is a fixed map, filled at the
 * start. The page itself, and the code that turns a drawing into pixels, are in the resources of
 * this package.
 */
package org.lockstep.serve;
