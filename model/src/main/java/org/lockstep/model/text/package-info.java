/**
 * Text that is the same on every machine, whatever its locale.
 *
 * <p>{@link org.lockstep.model.text.Text} is the one place that chooses a locale. Imports nothing
 * of ours.
 */
package org.lockstep.model.text;
