package org.lockstep.model.kernel;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** How much memory a thread has asked for, where the JVM counts it. */
final class AllocatedBytes {
  private static final ThreadMXBean THREADS = threads(); // null where they are not counted

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

  /** Bytes since this thread began; always the same where they are not counted. */
  static long ofThisThread() {
    return THREADS == null ? 0 : THREADS.getCurrentThreadAllocatedBytes();
  }
}
