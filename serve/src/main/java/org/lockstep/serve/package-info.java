/**
 * The page on which one draws a digit, or fills in a row of a table, and sees what a model makes of
 * it: a small HTTP server on 127.0.0.1, without Spark.
 *
 * <p>{@link org.lockstep.serve.Main} reads the command line and opens the model; {@link
 * org.lockstep.serve.PageServer} is the server and its limits; {@link org.lockstep.serve.Site}
 * answers requests. What a request says never names a file: the site is a fixed map, filled at the
 * start. The page itself, and how a drawing becomes pixels, is in the resources beside this
 * package.
 */
package org.lockstep.serve;
