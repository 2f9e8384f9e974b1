/** What goes wrong because of what came from outside: every message is place, expected, found. */
package org.lockstep.model.error;
