/**
 * One training, whoever asks for it: tables in, a {@link org.lockstep.spark.fit.Fitted} out. It
 * knows no path, no directory, no lock and no console; what it should tell on its way, it tells
 * listeners.
 */
package org.lockstep.spark.fit;
