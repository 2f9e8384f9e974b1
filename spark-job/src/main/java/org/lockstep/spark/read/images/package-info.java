/**
 * Files of images: their places, bytes and pixels.
 *
 * <p>{@code ImagesReader} gives a row for each file, whose directory is its label. {@code
 * ImageDecoder} refuses what is too large before it decodes it. {@code Triangle} resizes by the
 * same arithmetic on every machine.
 */
package org.lockstep.spark.read.images;
