/**
 * Text that is the same on every machine, whatever its locale.
 *
 * <p>{@link org.lockstep.model.text.Text} is the only place that chooses a locale. It imports
 * nothing from other packages of the project.
 */
package org.lockstep.model.text;
