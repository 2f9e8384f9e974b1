/**
 * What a model knows of its data: the columns of its input, its targets, their scaling.
 *
 * <p>{@link org.lockstep.model.data.InputSchema} lists the columns, each an {@code InputColumn} of
 * its kind; {@link org.lockstep.model.data.InputEncoder} turns raw values into features, in
 * training as in every prediction. All of it is stored in the model file and immutable. What is
 * fitted to rows is computed in {@code prepare}; nothing here reads files.
 */
package org.lockstep.model.data;
