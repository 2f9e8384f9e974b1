/**
 * Errors caused by input from outside.
 *
 * <p>{@link org.lockstep.model.error.BadInputException} is the only exception whose message a user
 * sees unchanged: one line of place, expected and found. It quotes foreign text so that it stays on
 * one line and harmless to a terminal. {@code Mention} marks a setting's name in a message.
 */
package org.lockstep.model.error;
