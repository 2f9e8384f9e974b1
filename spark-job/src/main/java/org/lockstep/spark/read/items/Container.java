package org.lockstep.spark.read.items;

import java.io.Serializable;

/**
 * The bytes that hold items: a file, or a part of it that is unpacked by itself.
 *
 * @param path the fully qualified path
 * @param name the name for messages
 * @param packing how the items are packed
 * @param inside the zip entry's or the HDF5 data set's name; empty if the items' place in the file
 *     says it all
 */
public record Container(String path, String name, Packing packing, String inside)
    implements Serializable {}
