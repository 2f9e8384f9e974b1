package org.lockstep.spark.fit;

import static java.util.stream.Collectors.joining;

import java.util.Optional;
import java.util.stream.Stream;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.table.TableSource;

/**
 * Where the rows of a fit come from.
 *
 * @param train the training data
 * @param validation rows of their own, or empty
 * @param test rows of their own, or empty
 * @param division of the training data
 */
public record Sources(
    TableSource train,
    Optional<TableSource> validation,
    Optional<TableSource> test,
    Division division) {

  /** All rows of one source, to be trained on. */
  public static Sources whole(TableSource train) {
    return new Sources(train, Optional.empty(), Optional.empty(), Division.NONE);
  }

  /** What a part's rows are read from. */
  TableSource of(Part part) {
    return switch (part) {
      case TRAIN -> train;
      case VALIDATION -> validation.orElse(train);
      case TEST -> test.orElse(train);
    };
  }

  /** Their names, for messages. */
  String names() {
    return Stream.concat(Stream.of(train), Stream.concat(validation.stream(), test.stream()))
        .map(TableSource::name)
        .distinct()
        .collect(joining(", "));
  }
}
