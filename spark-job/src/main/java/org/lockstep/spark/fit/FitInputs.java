package org.lockstep.spark.fit;

import org.lockstep.model.data.InputScaling;
import org.lockstep.model.data.InputSchema;

/**
 * The inputs of a fit.
 *
 * @param schema the columns as the model has them
 * @param scaling from the shards' raw values to what the network sees
 * @param sparse whether batches leave out zeros
 */
public record FitInputs(InputSchema schema, InputScaling scaling, boolean sparse) {}
