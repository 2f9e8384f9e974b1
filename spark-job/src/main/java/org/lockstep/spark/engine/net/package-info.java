/** The exchange between JVMs: frames over Spark's transport, and who may send them. */
package org.lockstep.spark.engine.net;
