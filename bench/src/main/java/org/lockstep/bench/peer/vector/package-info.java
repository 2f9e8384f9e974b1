/**
 * Loops that use the JVM's vector instructions, through an incubating module. Only the service file
 * refers to these classes.
 */
package org.lockstep.bench.peer.vector;
