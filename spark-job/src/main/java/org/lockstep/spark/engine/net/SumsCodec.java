package org.lockstep.spark.engine.net;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lockstep.model.math.TouchedRows;
import org.lockstep.model.network.GradientSum;
import org.lockstep.model.network.Network;
import org.lockstep.model.reduce.ReductionTree.Node;
import org.lockstep.model.score.Score;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.model.text.Text;
import org.lockstep.spark.engine.PartScores;
import org.lockstep.spark.engine.StepPart;
import org.lockstep.spark.engine.exchange.CrewSums;
import org.lockstep.spark.engine.exchange.ProtocolException;
import org.lockstep.spark.shard.Part;

/**
 * A crew's answer as bytes. One codec per connection, on one thread.
 *
 * <pre>
 *   number, nanos      long, long
 *   tasks, nodes       int, int
 *   task               int, as often as there are tasks
 *   per node           level, index: int, int; what it has: byte
 *                      gradient: as {@link GradientSum#writeTo} has it; validation: score;
 *                      test: score
 * </pre>
 */
final class SumsCodec {
  private static final int FIXED = Frames.HEADER + 2 * Long.BYTES + 2 * Integer.BYTES;
  private static final int NODE = 2 * Integer.BYTES + 1;
  private static final int GRADIENT = 1;
  private static final int VALIDATION = 2;
  private static final int TEST = 4;

  private final ShardProgram program;
  private final Network network;
  private final int scoreBytes;
  private final long leastGradientBytes; // in a dense network, all have this many
  private final long mostGradientBytes;
  private final List<GradientSum> sums = new ArrayList<>(); // made so far
  private int used; // of them, by answers to the command usedFor
  private long usedFor;

  SumsCodec(ShardProgram program) {
    this.program = program;
    this.network = new Network(program.network());
    this.scoreBytes = newScore().bytes();
    TouchedRows rows = network.touchedRows();
    long zeros = (long) rows.rows() * rows.columns() * program.precision().bytes();
    this.leastGradientBytes = scoreBytes + Integer.BYTES + thetaBytes(program) - zeros;
    this.mostGradientBytes = leastGradientBytes + (long) rows.rows() * Integer.BYTES + zeros;
  }

  /** The bytes of θ, or of a gradient. */
  static long thetaBytes(ShardProgram program) {
    return (long) new Network(program.network()).layout().length() * program.precision().bytes();
  }

  /** The bytes of an answer. */
  long bytes(CrewSums answer) {
    long bytes = FIXED + (long) answer.tasks().size() * Integer.BYTES;
    for (StepPart part : answer.sums().values()) {
      bytes += NODE + scoreBytes(contentOf(part));
      bytes += part.gradient() == null ? 0 : part.gradient().bytes();
    }
    return bytes;
  }

  /** The most bytes of an answer with this many tasks and nodes. */
  long mostBytes(int tasks, int nodes) {
    return FIXED
        + (long) tasks * Integer.BYTES
        + nodes * (NODE + mostGradientBytes + 2L * scoreBytes);
  }

  ByteBuffer write(ByteBuffer buffer, CrewSums answer) {
    ByteBuffer frame = Frames.begin(buffer, Frames.Kind.SUMS);
    frame.putLong(answer.number()).putLong(answer.nanos());
    frame.putInt(answer.tasks().size()).putInt(answer.sums().size());
    answer.tasks().forEach(frame::putInt);
    for (Map.Entry<Node, StepPart> entry : answer.sums().entrySet()) {
      StepPart part = entry.getValue();
      frame.putInt(entry.getKey().level()).putInt(entry.getKey().index());
      frame.put((byte) contentOf(part));
      if (part.gradient() != null) {
        part.gradient().writeTo(frame);
      }
      writeScore(part, Part.VALIDATION, frame);
      writeScore(part, Part.TEST, frame);
    }
    return frame.flip();
  }

  private static void writeScore(StepPart part, Part which, ByteBuffer frame) {
    if (part.scores().get(which) != null) {
      part.scores().get(which).writeTo(frame);
    }
  }

  /** The number of the command that a frame answers. Does not move the frame's position. */
  static long numberOf(ByteBuffer frame) {
    if (frame.remaining() < Long.BYTES) {
      throw new ProtocolException("expected more bytes of the frame");
    }
    return frame.getLong(frame.position());
  }

  /**
   * Reads an answer after the header of its frame. Everything is checked against what the run
   * expects before memory is allocated for it.
   *
   * @param expected which nodes the shards of some tasks make up
   * @return the answer; its memory is valid until an answer to another command is read
   */
  CrewSums read(ByteBuffer frame, Expected expected) {
    try {
      long number = frame.getLong();
      long nanos = frame.getLong();
      int tasks = frame.getInt();
      int nodes = frame.getInt();
      if (tasks < 1 || tasks > frame.remaining() / Integer.BYTES) {
        throw new ProtocolException("expected a number of tasks but found " + tasks);
      }
      Set<Integer> which = new HashSet<>();
      for (int i = 0; i < tasks; i++) {
        which.add(frame.getInt());
      }
      Set<Node> cover = expected.nodesOf(which);
      if (nodes != cover.size()) {
        throw new ProtocolException(
            Text.format(
                "expected %d sums of the tasks %s but found %d", cover.size(), which, nodes));
      }
      if (number != usedFor) {
        usedFor = number;
        used = 0;
      }
      Map<Node, StepPart> parts = new HashMap<>();
      for (int i = 0; i < nodes; i++) {
        Node node = new Node(frame.getInt(), frame.getInt());
        if (!cover.contains(node) || parts.containsKey(node)) {
          throw new ProtocolException(
              "expected one sum of each of " + cover + " but found " + node);
        }
        parts.put(node, readPart(frame));
      }
      Frames.checkLength(frame, 0);
      return new CrewSums(number, which, parts, nanos);
    } catch (BufferUnderflowException e) {
      throw Frames.cutShort(e);
    } catch (IllegalArgumentException e) {
      throw new ProtocolException(e.getMessage());
    }
  }

  /** Which sums an answer must have. */
  @FunctionalInterface
  interface Expected {
    /**
     * The nodes that the shards of some tasks make up.
     *
     * @throws ProtocolException if these are not tasks of the crew
     */
    Set<Node> nodesOf(Set<Integer> tasks);
  }

  private StepPart readPart(ByteBuffer frame) {
    int content = frame.get();
    long least = scoreBytes(content) + ((content & GRADIENT) == 0 ? 0 : leastGradientBytes);
    if (least > frame.remaining()) {
      throw new ProtocolException(
          Text.format(
              "expected %,d more bytes of the frame but found %,d", least, frame.remaining()));
    }
    GradientSum sum = null;
    if ((content & GRADIENT) != 0) {
      sum = acquire();
      sum.readFrom(frame);
    }
    return new StepPart(
        sum,
        PartScores.of(readScore(frame, content & VALIDATION), readScore(frame, content & TEST)));
  }

  private Score readScore(ByteBuffer frame, int present) {
    if (present == 0) {
      return null;
    }
    Score score = newScore();
    score.readFrom(frame);
    return score;
  }

  private static int contentOf(StepPart part) {
    return (part.gradient() == null ? 0 : GRADIENT)
        | (part.scores().get(Part.VALIDATION) == null ? 0 : VALIDATION)
        | (part.scores().get(Part.TEST) == null ? 0 : TEST);
  }

  /** The bytes of the scores, in addition to the gradient's. */
  private long scoreBytes(int content) {
    return ((content & VALIDATION) == 0 ? 0L : scoreBytes)
        + ((content & TEST) == 0 ? 0L : scoreBytes);
  }

  private GradientSum acquire() {
    if (used == sums.size()) {
      sums.add(newSum());
    }
    return sums.get(used++);
  }

  private GradientSum newSum() {
    return new GradientSum(network, program.arithmetic(), newScore());
  }

  private Score newScore() {
    return new Score(program.targets().task(), program.network().outputs(), false);
  }
}
