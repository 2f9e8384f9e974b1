package org.lockstep.model.kernel;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts the memory that a thread has allocated, if the JVM supports it. */
final class AllocatedBytes {
  private static final ThreadMXBean THREADS = threads(); // null if not counted

  private AllocatedBytes() {}

  private static ThreadMXBean threads() {
    try {
      return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
              && threads.isThreadAllocatedMemorySupported()
          ? threads
          : null;
    } catch (LinkageError e) {
      return null; // an image without the module jdk.management
    }
  }

  /** Bytes allocated since this thread began; always 0 if they are not counted. */
  static long ofThisThread() {
    return THREADS == null ? 0 : THREADS.getCurrentThreadAllocatedBytes();
  }
}
