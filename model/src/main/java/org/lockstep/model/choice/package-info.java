/** What is chosen by its name, perhaps with a constant: activations and losses. */
package org.lockstep.model.choice;
