/**
 * Files of images: where they lie, their bytes, their pixels.
 *
 * <p>{@code ImagesReader} gives a row for each file, whose directory is its label.
 * {@code ImageDecoder} refuses what is too large before it decodes it. {@code Triangle} resizes by
 * the same arithmetic on every machine.
 */
package org.lockstep.spark.read.images;
