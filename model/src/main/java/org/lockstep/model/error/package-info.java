/**
 * What goes wrong because of what came from outside.
 *
 * <p>{@link org.lockstep.model.error.BadInputException} is the only exception whose message a user
 * sees as it is: one line of place, expected and found. {@code Mention} quotes foreign text so that
 * it stays one line, and harmless to a terminal.
 */
package org.lockstep.model.error;
