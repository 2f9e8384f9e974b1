package org.lockstep.spark.engine.exchange;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.lockstep.spark.engine.exchange.CrewLink.Help;

/**
 * The resident tasks of one run in one JVM. It sends one answer to each command, however many tasks
 * it has.
 */
public final class Crew {
  /** The crews of this JVM by the name of their run: two runs can share an executor. */
  private static final Map<String, Crew> CREWS = new HashMap<>();

  private final Map<Integer, Seat> seats = new ConcurrentHashMap<>(); // by task
  private final Set<Seat> all = ConcurrentHashMap.newKeySet(); // older attempts of a task included
  private DriverLink driver;

  private Crew() {}

  /** Connects a crew to its driver. */
  @FunctionalInterface
  public interface Connector {
    /** Called once per crew, by its first task. Can block for a limited time. */
    DriverLink connect(Crew crew) throws Exception;
  }

  /**
   * Takes a seat in this JVM's crew of a run and tells the driver. The first seat creates the crew.
   */
  public static Crew enter(String run, Seat seat, Connector connector) throws Exception {
    Crew crew;
    synchronized (CREWS) {
      crew = CREWS.computeIfAbsent(run, name -> new Crew());
      crew.all.add(seat);
      crew.seats.put(seat.task().task(), seat);
    }
    crew.driver(connector).join(seat.task());
    return crew;
  }

  private synchronized DriverLink driver(Connector connector) throws Exception {
    if (driver == null) {
      driver = connector.connect(this);
    }
    return driver;
  }

  /**
   * Gives up a seat and tells the driver why; the last one closes the link. If the crew has another
   * attempt of the same task, that attempt computes from now on. The driver sends it the command
   * again, because the seat's work is lost.
   */
  public static void exit(String run, Seat seat, String why) {
    seat.leave();
    Crew crew;
    Optional<Seat> heir = Optional.empty();
    boolean last;
    synchronized (CREWS) {
      crew = CREWS.get(run);
      if (crew == null || !crew.all.remove(seat)) {
        return;
      }
      if (crew.seats.remove(seat.task().task(), seat)) {
        heir = crew.latest(seat.task().task());
        heir.ifPresent(other -> crew.seats.put(other.task().task(), other));
      }
      last = crew.all.isEmpty();
      if (last) {
        CREWS.remove(run);
      }
    }
    DriverLink link;
    synchronized (crew) {
      link = crew.driver;
    }
    if (link != null) {
      link.leave(seat.task(), why);
      heir.ifPresent(
          other -> {
            link.leave(other.task(), "another attempt of it has ended");
            link.join(other.task());
          });
      if (last) {
        link.close();
      }
    }
  }

  private Optional<Seat> latest(int task) {
    return all.stream()
        .filter(seat -> seat.task().task() == task)
        .max(Comparator.comparingInt(seat -> seat.task().attempt()));
  }

  /** Has the seats of some tasks compute, each on its own thread. */
  public void compute(Command command, List<Integer> tasks) {
    compute(command, tasks, Help.NONE);
  }

  /** The same, except for the shares that the caller must compute, by running the result. */
  public Runnable compute(Command command, List<Integer> tasks, Help help) {
    List<Seat> chosen = choose(tasks);
    int own =
        switch (help) {
          case NONE -> 0;
          case ONE_TASK -> Math.min(1, chosen.size());
          case ALL_TASKS -> chosen.size();
        };
    Assignment work = assign(command, chosen.size(), help == Help.ALL_TASKS);
    for (Seat seat : chosen.subList(own, chosen.size())) {
      seat.post(work.of(seat));
    }
    return own == 0
        ? CrewLink.NOTHING
        : () -> chosen.subList(0, own).forEach(seat -> seat.run(work));
  }

  /** Has the seats of some tasks, except the first, help with the driver's work. */
  void join(Slices work, List<Integer> tasks) {
    List<Seat> chosen = choose(tasks);
    for (int i = 1; i < chosen.size(); i++) {
      int own = i;
      chosen.get(i).post(() -> work.help(own));
    }
  }

  /** The seats of some tasks. A seat that has gone has told the driver, or will. */
  private List<Seat> choose(List<Integer> tasks) {
    List<Seat> chosen = new ArrayList<>(tasks.size());
    for (int task : tasks) {
      Seat seat = seats.get(task);
      if (seat != null) {
        chosen.add(seat);
      }
    }
    return chosen;
  }

  private Assignment assign(Command command, int size, boolean inTurn) {
    DriverLink link;
    synchronized (this) {
      link = driver;
    }
    return new Assignment(command, size, inTurn, link::report);
  }

  /** The tasks that are ready to compute. */
  public List<TaskAttempt> tasks() {
    return seats.values().stream().map(Seat::task).toList();
  }

  /** Ends every task normally: the run is over. */
  public void dismiss() {
    all.forEach(Seat::dismiss);
  }

  /** Makes every task fail. */
  public void fail(Throwable cause) {
    all.forEach(seat -> seat.fail(cause));
  }
}
