/** Text that is the same on every machine, whatever its locale. Imports nothing of ours. */
package org.lockstep.model.text;
