package org.lockstep.spark.engine.exchange;

import org.lockstep.model.math.FlatVector;

/**
 * What all tasks compute in one exchange.
 *
 * @param number of the exchange, from 1
 * @param theta θ; unchanged until the exchange is over
 * @param epoch from 1
 * @param step within the epoch, from 0
 * @param gradient whether to sum the gradient of the step's rows
 * @param evaluates whether to score validation and test rows
 */
public record Command(
    long number, FlatVector theta, int epoch, long step, boolean gradient, boolean evaluates) {}
