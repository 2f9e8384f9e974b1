package org.lockstep.model.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.math.FlatVector;

/**
 * The checkpoint file: a {@linkplain ModelFile model file} that opens wherever a model does, with
 * more entries around it:
 *
 * <pre>
 * checkpoint.json     where the run is (below); the first entry
 * model.json, W1.npy, ...: the model with θ before the next step
 * optimizer_1.npy,    the optimizer's vectors, laid out as θ, in the order of its state
 * optimizer_2.npy
 * best.npy            θ of the best epoch, laid out as θ; only if the run ends with it
 * </pre>
 *
 * <p>{@code checkpoint.json} is one object. All its fields are required unless stated otherwise:
 *
 * <pre>
 * format           "lockstep-checkpoint"
 * version          2; version 1 has no computed_with
 * run_id           as in the log
 * scheduled        whether the configuration scheduled it
 * position         epoch, step, steps_done, rollbacks, ended
 * so_far           sums over the epoch's earlier steps: penalties, wall_nanos, compute_nanos,
 *                  exchange_nanos, update_nanos
 * score            the score's sums over the epoch's earlier steps, in base64; absent if none
 * optimizer_vectors  how many there are
 * best             whether best.npy exists
 * fingerprint      configuration: {option: value, ...}, all texts;
 *                  data: shards, train_rows, validation_rows, test_rows,
 *                  checksums: [one per shard], files: [{path, length, modified}, ...]
 * computed_with    every BLAS that contributed to the run: [{library, kernel, rounding}, ...]
 * </pre>
 *
 * <p>As with models, unknown content is refused and nothing is trusted. This class does not check
 * whether a file has changed since it was written; the checksum in its name is for that.
 */
public final class CheckpointFile {
  static final HeaderFormat FORMAT = new HeaderFormat("lockstep-checkpoint", 1, 2);

  static final String HEADER = "checkpoint.json";
  private static final String BEST = "best";
  private static final Pattern OWN =
      Pattern.compile("checkpoint\\.json|best\\.npy|optimizer_[1-9][0-9]{0,2}\\.npy");

  private CheckpointFile() {}

  /** Whether an entry belongs to the checkpoint rather than the model. */
  static boolean isOwnEntry(String name) {
    return OWN.matcher(name).matches();
  }

  /** Writes a checkpoint. The stream is flushed and stays open. */
  public static void write(Checkpoint checkpoint, OutputStream out) throws IOException {
    byte[] json = CheckpointHeader.of(checkpoint).toJson();
    NpzWriter npz = new NpzWriter(out);
    npz.entry(HEADER, to -> to.write(json));
    ModelFile.writeEntries(checkpoint.model(), npz);
    for (int i = 0; i < checkpoint.optimizerState().size(); i++) {
      writeVector(npz, stateName(i), checkpoint.optimizerState().get(i));
    }
    if (checkpoint.best().isPresent()) {
      writeVector(npz, BEST, checkpoint.best().get());
    }
    npz.finish();
  }

  private static void writeVector(NpzWriter npz, String name, FlatVector values)
      throws IOException {
    npz.entry(
        name + NamedArrays.SUFFIX,
        to -> NpyFormat.write(List.of(values.length()), values, 0, values.length(), to));
  }

  private static String stateName(int i) {
    return "optimizer_" + (i + 1);
  }

  /**
   * Reads a checkpoint. The stream stays open.
   *
   * @param place the file's name, for messages
   * @throws BadInputException if the file is not a checkpoint of a known version
   * @throws IOException if the stream fails
   */
  public static Checkpoint read(String place, InputStream in) throws IOException {
    ModelEntries entries = new ModelEntries(place);
    List<CheckpointHeader> headers = new ArrayList<>();
    NpzReader.read(
        place,
        in,
        (name, content) -> {
          if (name.equals(HEADER)) {
            headers.add(CheckpointHeader.fromJson(NpzReader.placeOf(place, name), content));
          } else {
            entries.read(name, content);
          }
        });
    if (headers.isEmpty()) {
      throw BadInputException.at(place, "an entry " + HEADER, "none");
    }
    CheckpointHeader header = headers.get(0);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < header.optimizerVectors(); i++) {
      names.add(stateName(i));
    }
    if (header.hasBest()) {
      names.add(BEST);
    }
    Model model = entries.model(names);
    FlatVector theta = model.parameters();
    List<FlatVector> state = new ArrayList<>();
    for (int i = 0; i < header.optimizerVectors(); i++) {
      state.add(entries.like(theta, stateName(i)));
    }
    Optional<FlatVector> best =
        header.hasBest() ? Optional.of(entries.like(theta, BEST)) : Optional.empty();
    return header.checkpoint(NpzReader.placeOf(place, HEADER), model, state, best);
  }
}
