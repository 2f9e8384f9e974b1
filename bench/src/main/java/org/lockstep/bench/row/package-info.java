/** The measures of the table, one class each. */
package org.lockstep.bench.row;
