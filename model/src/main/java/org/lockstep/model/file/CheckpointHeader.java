package org.lockstep.model.file;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.lockstep.model.blas.BlasIdentity;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.score.Score;

/**
 * The contents of {@code checkpoint.json}. {@link CheckpointFile} describes the fields.
 *
 * @param position without its score, which can only be read with the model
 * @param score the sums of the score in base64; empty for none
 */
record CheckpointHeader(
    String runId,
    boolean scheduled,
    TrainingPosition position,
    Optional<String> score,
    int optimizerVectors,
    boolean hasBest,
    RunFingerprint fingerprint,
    SortedSet<BlasIdentity> computedWith) {

  /** L-BFGS has two for each of at most 100 pairs in its history; an average is one more. */
  private static final int MOST_VECTORS = 201;

  static CheckpointHeader of(Checkpoint checkpoint) {
    return new CheckpointHeader(
        checkpoint.runId(),
        checkpoint.scheduled(),
        checkpoint.position(),
        checkpoint.position().soFar().score().map(CheckpointHeader::encoded),
        checkpoint.optimizerState().size(),
        checkpoint.best().isPresent(),
        checkpoint.fingerprint(),
        checkpoint.computedWith());
  }

  /** The checkpoint with this header and these arrays. */
  Checkpoint checkpoint(
      String place, Model model, List<FlatVector> optimizerState, Optional<FlatVector> best) {
    EpochSoFar read = position.soFar();
    Optional<Score> sums = score.map(text -> decoded(place, model, text));
    EpochSoFar soFar =
        new EpochSoFar(
            sums,
            read.penalties(),
            read.wallNanos(),
            read.computeNanos(),
            read.exchangeNanos(),
            read.updateNanos());
    return new Checkpoint(
        runId,
        new TrainingPosition(
            position.epoch(),
            position.step(),
            position.stepsDone(),
            position.rollbacks(),
            position.ended(),
            soFar),
        scheduled,
        model,
        optimizerState,
        best,
        fingerprint,
        computedWith);
  }

  private static String encoded(Score score) {
    ByteBuffer buffer = ByteBuffer.allocate(score.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    score.writeTo(buffer);
    return Base64.getEncoder().encodeToString(buffer.array());
  }

  private static Score decoded(String place, Model model, String text) {
    Score score = new Score(model.target().task(), model.network().outputs(), false);
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw BadInputException.at(place, "score in base64", "something else", e);
    }
    if (bytes.length != score.bytes()) {
      throw BadInputException.at(
          place, "score of " + score.bytes() + " bytes", Integer.toString(bytes.length));
    }
    score.readFrom(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    return score;
  }

  byte[] toJson() throws IOException {
    ObjectNode root = CheckpointFile.FORMAT.begin(ModelFile.writer());
    root.put("run_id", runId).put("scheduled", scheduled);
    root.putObject("position")
        .put("epoch", position.epoch())
        .put("step", position.step())
        .put("steps_done", position.stepsDone())
        .put("rollbacks", position.rollbacks())
        .put("ended", position.ended());
    EpochSoFar soFar = position.soFar();
    ObjectNode sums = root.putObject("so_far");
    sums.put("penalties", soFar.penalties())
        .put("wall_nanos", soFar.wallNanos())
        .put("compute_nanos", soFar.computeNanos())
        .put("exchange_nanos", soFar.exchangeNanos())
        .put("update_nanos", soFar.updateNanos());
    score.ifPresent(text -> root.put("score", text));
    root.put("optimizer_vectors", optimizerVectors).put("best", hasBest);
    root.set("fingerprint", fingerprint.toJson());
    ArrayNode blases = root.putArray("computed_with");
    for (BlasIdentity blas : computedWith) {
      blases
          .addObject()
          .put("library", blas.library())
          .put("kernel", blas.kernel())
          .put("rounding", blas.rounding());
    }
    return JsonText.bytes(root);
  }

  static CheckpointHeader fromJson(String place, InputStream json) throws IOException {
    return CheckpointFile.FORMAT.read(place, json, CheckpointHeader::read);
  }

  private static CheckpointHeader read(String place, int version, JsonFields fields) {
    int vectors = fields.integer("optimizer_vectors");
    if (vectors < 0 || vectors > MOST_VECTORS) {
      throw BadInputException.at(
          place, "optimizer_vectors from 0 to " + MOST_VECTORS, Integer.toString(vectors));
    }
    EpochSoFar soFar = fields.object("so_far", CheckpointHeader::soFar);
    return new CheckpointHeader(
        fields.text("run_id"),
        fields.bool("scheduled"),
        fields.object("position", at -> position(at, soFar)),
        fields.optionalText("score"),
        vectors,
        fields.bool("best"),
        fields.object("fingerprint", RunFingerprint::read),
        new TreeSet<>(
            version == 1
                ? List.of(BlasIdentity.UNKNOWN)
                : fields.objects("computed_with", CheckpointHeader::blas)));
  }

  private static BlasIdentity blas(JsonFields fields) {
    return new BlasIdentity(fields.text("library"), fields.text("kernel"), fields.text("rounding"));
  }

  private static EpochSoFar soFar(JsonFields fields) {
    return new EpochSoFar(
        Optional.empty(),
        fields.number("penalties"),
        fields.longInteger("wall_nanos"),
        fields.longInteger("compute_nanos"),
        fields.longInteger("exchange_nanos"),
        fields.longInteger("update_nanos"));
  }

  private static TrainingPosition position(JsonFields fields, EpochSoFar soFar) {
    return new TrainingPosition(
        fields.integer("epoch"),
        fields.longInteger("step"),
        fields.longInteger("steps_done"),
        fields.integer("rollbacks"),
        fields.bool("ended"),
        soFar);
  }
}
