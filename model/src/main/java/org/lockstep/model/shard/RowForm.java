package org.lockstep.model.shard;

import org.lockstep.model.data.Task;

/**
 * What a row of a shard consists of.
 *
 * @param kind the stored type of its features
 * @param width features per row
 * @param outputs numbers per target, for regression
 * @param hasWeights whether rows have weights
 */
public record RowForm(Features.Kind kind, int width, Task task, int outputs, boolean hasWeights) {}
