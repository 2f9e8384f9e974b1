/** Main classes that are measured beside ours, each in a JVM of its own. */
package org.lockstep.bench.peer;
