/**
 * What computes in the JVM's vector instructions, by an incubating module. Nothing refers to these
 * classes but the file of services.
 */
package org.lockstep.bench.peer.vector;
