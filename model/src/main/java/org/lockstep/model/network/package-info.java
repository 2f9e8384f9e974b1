/** The network: its description, the layout of its parameters, forward and backward. */
package org.lockstep.model.network;
