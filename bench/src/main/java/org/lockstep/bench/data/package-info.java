/** What is trained on. */
package org.lockstep.bench.data;
