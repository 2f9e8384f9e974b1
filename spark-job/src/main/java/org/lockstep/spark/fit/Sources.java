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
 * @param validation a separate source of validation rows, or empty
 * @param test a separate source of test rows, or empty
 * @param division how the training data is divided
 */
public record Sources(
    TableSource train,
    Optional<TableSource> validation,
    Optional<TableSource> test,
    Division division) {

  /** All rows of one source, for training. */
  public static Sources whole(TableSource train) {
    return new Sources(train, Optional.empty(), Optional.empty(), Division.NONE);
  }

  /** The source of a part's rows. */
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
