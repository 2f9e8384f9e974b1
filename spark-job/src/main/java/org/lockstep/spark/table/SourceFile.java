package org.lockstep.spark.table;

import java.io.Serializable;

/**
 * The state of a file when it was read, so that a later change can be detected.
 *
 * @param path the fully qualified path
 * @param length bytes
 * @param modified milliseconds since 1970
 */
public record SourceFile(String path, long length, long modified) implements Serializable {}
