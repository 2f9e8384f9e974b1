/** Files of images: where they are, their bytes, their pixels. */
package org.lockstep.spark.read.images;
