/**
 * What a model knows about its data: the columns of its input, its targets, their scaling.
 *
 * <p>{@link org.lockstep.model.data.InputSchema} lists the columns, each an {@code InputColumn};
 * {@link org.lockstep.model.data.InputEncoder} turns raw values into features, in training as in
 * every prediction. All of it is immutable and stored in the model file. Fitting to rows is in
 * {@code prepare}; nothing here reads files.
 */
package org.lockstep.model.data;
