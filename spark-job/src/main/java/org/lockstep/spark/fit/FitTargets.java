package org.lockstep.spark.fit;

import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.data.TargetSchema;

/**
 * The targets of a fit.
 *
 * @param scaling from targets to what the network is to output
 */
public record FitTargets(TargetSchema schema, TargetScaling scaling) {}
