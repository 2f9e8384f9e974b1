package org.lockstep.spark.tune;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.lockstep.model.error.BadInputException;

/**
 * What {@code tune.json} records in addition to the runs: the decisions that depended on time,
 * which cannot be repeated.
 *
 * @param trials how many the user requested; empty: as many as there was time for
 * @param rungs how many there will be; 0 if that is still open
 * @param closed how many trials ran in each finished rung
 */
public record TuneRecord(OptionalInt trials, int rungs, List<Integer> closed) {
  public TuneRecord {
    closed = List.copyOf(closed);
  }

  /** The record of a new search. */
  public static TuneRecord begin(OptionalInt trials) {
    return new TuneRecord(trials, 0, List.of());
  }

  /**
   * The record of a resumed search.
   *
   * @throws BadInputException if another number of trials is requested
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

  /** The same record with a number of rungs. */
  public TuneRecord withRungs(int decided) {
    return new TuneRecord(trials, decided, closed);
  }

  /** The same record with one more finished rung. */
  public TuneRecord withClosed(int trialsOfRung) {
    List<Integer> all = new ArrayList<>(closed);
    all.add(trialsOfRung);
    return new TuneRecord(trials, rungs, all);
  }

  /** The record as JSON. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    trials.ifPresent(given -> json.put("trials", given));
    json.put("rungs", rungs);
    json.put("closed", closed);
    return json;
  }
}
