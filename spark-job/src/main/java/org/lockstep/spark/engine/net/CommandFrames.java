package org.lockstep.spark.engine.net;

import java.nio.ByteBuffer;
import java.util.List;
import org.lockstep.spark.engine.exchange.Command;

/**
 * Writes commands as frames. θ is written once, for all crews, to memory outside the heap, from
 * which the operating system can send it without a copy. The memory is reused for the command after
 * the next: by then every crew has answered this one, or its connection is cut.
 */
final class CommandFrames {
  private final int thetaBytes;
  private final ByteBuffer[] memory = new ByteBuffer[2];
  private ByteBuffer latest;
  private long number;

  CommandFrames(int thetaBytes) {
    this.thetaBytes = thetaBytes;
  }

  /** The frame that has every crew compute with all its tasks. */
  synchronized ByteBuffer forAll(Command command) {
    if (command.number() != number) {
      number = command.number();
      int which = (int) (number % memory.length);
      if (memory[which] == null) {
        memory[which] = ByteBuffer.allocateDirect((int) Frames.computeBytes(0, thetaBytes));
      }
      latest = Frames.compute(memory[which], command, List.of());
    }
    return latest.duplicate();
  }

  /** A frame for some tasks of one crew. */
  ByteBuffer forSome(Command command, List<Integer> tasks) {
    ByteBuffer buffer = ByteBuffer.allocate((int) Frames.computeBytes(tasks.size(), thetaBytes));
    return Frames.compute(buffer, command, tasks);
  }
}
