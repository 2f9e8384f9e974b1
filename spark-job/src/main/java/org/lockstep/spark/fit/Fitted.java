package org.lockstep.spark.fit;

import org.lockstep.model.file.Model;
import org.lockstep.spark.train.TrainingResult;

/**
 * The outcome of a fit.
 *
 * @param model the model with the result's parameters
 * @param result the reports of its epochs, and how it ended
 */
public record Fitted(Model model, TrainingResult result) {}
