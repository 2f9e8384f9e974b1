/**
 * The exchange of a step between the driver and resident tasks: the driver sends θ, and every task
 * answers with its share of the sum.
 *
 * <pre>
 *   driver                              each executor
 *   Coordinator  --- Command ---&gt;  CrewLink     Crew: the run's tasks in this JVM
 *                &lt;-- CrewSums ---  DriverLink     Seat: one task, its shards, its thread
 * </pre>
 *
 * The links are method calls if driver and tasks share a JVM ({@link
 * org.lockstep.spark.engine.exchange.LocalLinks}): arrays change hands, nothing is copied.
 * Otherwise they are frames of Spark's own transport library ({@code engine.net}). Nothing here
 * knows Spark's scheduler.
 */
package org.lockstep.spark.engine.exchange;
