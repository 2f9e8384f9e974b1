package org.lockstep.spark.fit;

import org.lockstep.model.file.Model;
import org.lockstep.spark.train.TrainingResult;

/**
 * What a fit gives.
 *
 * @param model with the parameters of the result
 * @param result the reports of its epochs, and how it ended
 */
public record Fitted(Model model, TrainingResult result) {}
