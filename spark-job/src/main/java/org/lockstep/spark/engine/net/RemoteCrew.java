package org.lockstep.spark.engine.net;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.network.client.TransportClient;
import org.lockstep.model.reduce.ReductionTree.Node;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.spark.engine.exchange.Command;
import org.lockstep.spark.engine.exchange.Coordinator;
import org.lockstep.spark.engine.exchange.CrewLink;
import org.lockstep.spark.engine.exchange.ProtocolException;
import org.lockstep.spark.engine.exchange.TaskAttempt;

/**
 * A crew at the other end of a connection, once it has shown the token. Frames arrive on one
 * thread, the connection's.
 */
final class RemoteCrew implements CrewLink {
  private final TransportClient client;
  private final String place;
  private final Coordinator coordinator;
  private final CommandFrames commands;
  private final SumsCodec codec;
  private final Set<Integer> tasks = new HashSet<>(); // all that it has joined with
  private volatile boolean cut;

  RemoteCrew(
      TransportClient client,
      String place,
      Coordinator coordinator,
      CommandFrames commands,
      ShardProgram program) {
    this.client = client;
    this.place = place;
    this.coordinator = coordinator;
    this.commands = commands;
    this.codec = new SumsCodec(program);
  }

  // --- What it says ----------------------------------------------------------------------------

  void receive(Frames.Kind kind, ByteBuffer frame) {
    if (cut) {
      return;
    }
    switch (kind) {
      case JOIN -> {
        TaskAttempt task = Frames.readJoin(frame);
        tasks.add(task.task());
        coordinator.join(this, task);
      }
      case LEAVE -> {
        TaskAttempt task = Frames.task(frame);
        coordinator.leave(this, task, Frames.text(frame));
      }
      case SUMS -> receiveSums(frame);
      default -> throw new ProtocolException("expected no frame " + kind + " from a crew");
    }
  }

  private void receiveSums(ByteBuffer frame) {
    // A late answer's shares were computed elsewhere: not worth reading.
    if (coordinator.isCurrent(SumsCodec.numberOf(frame))) {
      coordinator.report(this, codec.read(frame, this::nodesOf));
    }
  }

  private Set<Node> nodesOf(Set<Integer> some) {
    if (!tasks.containsAll(some)) {
      throw new ProtocolException(
          "expected sums of the tasks " + tasks + " but found some of " + some);
    }
    return coordinator.nodesOf(some);
  }

  /** The connection is gone. */
  void lost() {
    coordinator.lost(this, "the connection to " + place + " is lost");
  }

  // --- What it is told -------------------------------------------------------------------------

  @Override
  public String place() {
    return place;
  }

  @Override
  public Runnable compute(Command command, List<Integer> some, Help help) {
    // One frame serves every crew that computes all its tasks, and usually all crews do.
    boolean all = some.containsAll(tasks);
    Channels.send(client, all ? commands.forAll(command) : commands.forSome(command, some));
    return NOTHING;
  }

  @Override
  public void dismiss() {
    Channels.send(client, Frames.dismiss());
  }

  @Override
  public void cut(String why) {
    cut = true;
    Channels.close(client.getChannel());
  }
}
