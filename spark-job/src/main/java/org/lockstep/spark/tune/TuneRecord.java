package org.lockstep.spark.tune;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.lockstep.model.error.BadInputException;

/**
 * What {@code tune.json} says beside the runs: what was decided by time, which nobody could decide
 * again.
 *
 * @param trials that were asked for; empty: as many as there was time for
 * @param rungs how many there are to be; 0 where that is open
 * @param closed how many trials ran in each rung that is over
 */
public record TuneRecord(OptionalInt trials, int rungs, List<Integer> closed) {
  public TuneRecord {
    closed = List.copyOf(closed);
  }

  /** Of a search that begins. */
  public static TuneRecord begin(OptionalInt trials) {
    return new TuneRecord(trials, 0, List.of());
  }

  /**
   * The record of a search that goes on.
   *
   * @throws BadInputException where other trials are asked for
   */
  public static TuneRecord resumed(String name, JsonNode json, OptionalInt trials) {
    List<Integer> closed = new ArrayList<>();
    json.path("closed").forEach(trialsOfRung -> closed.add(trialsOfRung.asInt()));
    JsonNode before = json.path("trials");
    TuneRecord record =
        new TuneRecord(
            before.isInt() ? OptionalInt.of(before.asInt()) : OptionalInt.empty(),
            json.path("rungs").asInt(),
            closed);
    if (!record.trials.equals(trials)) {
      throw BadInputException.at(
          name,
          "the settings of the search to resume",
          said(trials) + " instead of " + said(record.trials));
    }
    return record;
  }

  private static String said(OptionalInt trials) {
    return trials.isPresent() ? "--trials " + trials.getAsInt() : "no --trials";
  }

  /** The same with a number of rungs. */
  public TuneRecord withRungs(int decided) {
    return new TuneRecord(trials, decided, closed);
  }

  /** The same with one more rung that is over. */
  public TuneRecord withClosed(int trialsOfRung) {
    List<Integer> all = new ArrayList<>(closed);
    all.add(trialsOfRung);
    return new TuneRecord(trials, rungs, all);
  }

  /** As it is written. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    trials.ifPresent(given -> json.put("trials", given));
    json.put("rungs", rungs);
    json.put("closed", closed);
    return json;
  }
}
