/**
 * The network: its description, the layout of its parameters, forward and backward.
 *
 * <p>{@link org.lockstep.model.network.NetworkSpec} describes, {@link
 * org.lockstep.model.network.Network} computes with it, {@link
 * org.lockstep.model.network.ParameterLayout} says where each array lies in θ, {@link
 * org.lockstep.model.network.Workspace} is the memory of one thread. {@code NetworkText} is the
 * line that users write. Nothing here knows how θ is updated.
 */
package org.lockstep.model.network;
