package org.lockstep.spark.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputEncoder;
import org.lockstep.model.data.InputScaling;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.data.TextColumn;
import org.lockstep.model.data.VectorColumn;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.error.Mention;
import org.lockstep.model.prepare.InputChoices;
import org.lockstep.model.prepare.InputFit;
import org.lockstep.model.prepare.Missing;
import org.lockstep.model.prepare.RankSearch;
import org.lockstep.model.reduce.ReductionTree;
import org.lockstep.model.shard.Features;
import org.lockstep.model.text.Text;
import org.lockstep.model.text.Words;
import org.lockstep.spark.engine.RankJob;
import org.lockstep.spark.engine.Survey;
import org.lockstep.spark.settings.ClassWeights;
import org.lockstep.spark.settings.DataSettings;
import org.lockstep.spark.settings.OptimizerSettings;
import org.lockstep.spark.shard.CachedShards;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.shard.PartRows;
import org.lockstep.spark.shard.ShardGroup;
import org.lockstep.spark.shard.ShardLayout;
import org.lockstep.spark.shard.ShardedRows;
import org.lockstep.spark.shard.Split;
import org.lockstep.spark.table.Categories;
import org.lockstep.spark.table.PackedFeatures;
import org.lockstep.spark.table.Table;
import org.lockstep.spark.table.TableSource;
import org.lockstep.spark.table.Targets;

/**
 * Prepares data for a fit: reads it, divides it, deals its rows to shards that executors keep,
 * surveys the shards, and fits the scaling and missing values to the training rows. Runs once.
 */
final class FitPreparation {
  private final JavaSparkContext context;
  private final Sources sources;
  private final Preparation preparation;
  private final Table train;
  private final List<Table> tables = new ArrayList<>(); // of all parts, the training rows' first
  private final List<String> notes;

  /** Creates a preparation, and reads the columns of the training data. */
  FitPreparation(JavaSparkContext context, Sources sources, Preparation preparation) {
    this.context = context;
    this.sources = sources;
    this.preparation = preparation;
    // All rows: the split decides which of them are for training.
    this.train = sources.train().table(Optional.empty());
    this.notes = new ArrayList<>(train.notes());
    tables.add(train);
  }

  /**
   * Prepares the data.
   *
   * @throws BadInputException naming the first place where it is invalid
   */
  FitData run() {
    Optional<Task> requested = preparation.meaning().task();
    TargetSchema target =
        preparation.targets().meant(Targets.fit(train, requested, notes::add), requested);
    preparation.classWeights().ifPresent(weights -> checkClassWeights(weights, target));
    TargetPlan.Choice targets =
        preparation
            .targets()
            .choose(target, train.rows().sparkSession().sessionState().newHadoopConf());
    Divider divider = new Divider(train, target, sources, notes::add);
    Optional<Split> split = divider.split();
    List<Dataset<Row>> parts = new ArrayList<>(List.of(divider.rows()));
    addPart(sources.validation(), Part.VALIDATION, target, parts);
    addPart(sources.test(), Part.TEST, target, parts);

    int cores = context.defaultParallelism();
    ReductionTree tree = new ReductionTree(preparation.spread().shards().of(train.count(), cores));
    Features.Kind kind =
        SparseStorage.kindOf(train, kindOf(tables, preparation), askedScale(preparation));
    ShardLayout layout =
        new ShardLayout(
            tree.shards(),
            kind,
            tables.stream().allMatch(table -> table.form() == Table.Form.PACKED),
            origins(train.input()),
            ShardLayout.TargetLayout.of(target),
            train.hasWeights());
    if (target.task() == Task.REGRESSION && preparation.targets().isOfCounts()) {
      tables.forEach(Targets::checkCounts);
    }
    JavaRDD<ShardGroup> shards =
        ShardedRows.build(union(parts, tables), split, layout)
            .setName("Lockstep shards")
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      int tasks =
          Math.min(preparation.spread().tasks().orElse(cores), Math.min(cores, tree.shards()));
      for (Table table : tables.subList(1, tables.size())) {
        notes.addAll(table.notes());
      }
      return survey(target, targets, new CachedShards(shards, tasks, kind));
    } catch (RuntimeException | Error e) {
      shards.unpersist();
      throw e;
    }
  }

  private void addPart(
      Optional<TableSource> source, Part part, TargetSchema target, List<Dataset<Row>> parts) {
    if (source.isPresent()) {
      InputSchema columns = readable(train.input(), preparation.meaning().input());
      Table table = source.get().table(Optional.of(columns));
      parts.add(PartRows.whole(Targets.encode(table, target), part));
      tables.add(table);
    }
  }

  /** Builds the shards by surveying each, and does all fitting to the training rows. */
  private FitData survey(TargetSchema target, TargetPlan.Choice targets, CachedShards shards) {
    Features.Kind kind = shards.kind();
    InputSchema read = train.input();
    InputChoices choices = preparation.meaning().input();
    Scaling.Kind scale = preparation.meaning().scale().orElse(defaultScale(kind, read));
    boolean fits = preparation.scaling().isEmpty() && InputFit.isNeeded(read, scale, choices);
    int classes = target.task().isOfClasses() ? target.classes().size() : 0;
    Survey survey =
        Survey.of(
            context,
            shards.onTasks(),
            shards.tree(),
            preparation.numbers().blas(),
            fits ? InputFit.categories(read) : null,
            targets.isToBeFitted() ? targets.kind() : TargetScaling.Kind.NONE,
            classes);
    checkWeights(survey);
    noteWithoutValidation(survey);
    preparation.meaning().scale().ifPresent(asked -> noteUnscaledWords(asked, read));
    if (read.image().isPresent() && scale.isClipped()) {
      notes.add(
          Mention.of("scale")
              + " robust, as in the preset tabular, is for the columns of tables; use unit for the"
              + " pixels of images");
    }
    ShardedRows.pin(shards.rdd(), survey.checksums(), sources.names());
    TargetScaling targetScaling =
        targets.isToBeFitted()
            ? survey.targetMoments().targetScaling(targets.kind())
            : targets.scaling().orElseGet(() -> TargetScaling.none(target.outputs()));
    InputSchema input = read;
    Scaling scaling = preparation.scaling().orElseGet(() -> unfitted(scale, read));
    if (fits) {
      RankSearch quartiles =
          RankJob.run(
              context,
              shards.onTasks(),
              shards.tree(),
              InputFit.quartileRanks(read, survey.moments(), scale, choices, isPrecise(kind)));
      InputFit fit = new InputFit(read, survey.moments(), quartiles);
      input = fit.input(choices);
      scaling = fit.scaling(scale, input);
    }
    FitData data =
        new FitData(
            new FitInputs(
                input,
                new InputScaling(InputEncoder.of(read, input), scaling),
                SparseStorage.isSparse(train, kind, input, scaling)),
            new FitTargets(target, targetScaling),
            shards,
            survey,
            tables.stream().flatMap(t -> t.files().stream()).toList(),
            notes);
    if (classes > 0) {
      notes.addAll(RareClasses.notes(target, survey.classCounts()));
    }
    TargetLeakage.note(data, read).ifPresent(notes::add);
    return data;
  }

  private static boolean isPrecise(Features.Kind kind) {
    return kind == Features.Kind.DOUBLES || kind == Features.Kind.SPARSE_DOUBLES;
  }

  private static Scaling unfitted(Scaling.Kind scale, InputSchema input) {
    return scale == Scaling.Kind.UNIT ? Scaling.unit(input.width()) : Scaling.none(input.width());
  }

  private void noteWithoutValidation(Survey survey) {
    if (sources.division().validation().isAny() && survey.rows(Part.VALIDATION) == 0) {
      notes.add(
          Text.format(
              "too few rows to hold any out for validation: %,d; no epoch is judged, and the last"
                  + " one's weights are kept",
              survey.rows(Part.TRAIN)));
    }
  }

  /** Notes that words are weighed by TF-IDF, whatever scaling the user chose for the numbers. */
  private void noteUnscaledWords(Scaling.Kind asked, InputSchema read) {
    List<String> texts =
        read.columns().stream()
            .filter(TextColumn.class::isInstance)
            .map(column -> Text.brief(column.name()))
            .toList();
    if (asked != Scaling.Kind.NONE && !asked.isClipped() && !texts.isEmpty()) {
      notes.add(
          DataSettings.SCALE
              + " "
              + Words.of(asked)
              + " is for numbers and categories: the words of "
              + String.join(", ", texts)
              + " keep their TF-IDF values, in rows of length 1");
    }
  }

  private static void checkClassWeights(ClassWeights weights, TargetSchema target) {
    weights.check(target.task());
    for (String name : weights.byName().keySet()) {
      if (!target.classes().contains(name)) {
        throw BadInputException.at(
            OptimizerSettings.CLASS_WEIGHTS + "",
            "one of the classes " + Categories.shorten(target.classes()),
            BadInputException.quote(name));
      }
    }
  }

  /** Refuses a part in which every row has weight 0: it has no mean loss. */
  private void checkWeights(Survey survey) {
    for (Part part : Part.values()) {
      if (survey.rows(part) > 0 && !survey.weighs(part)) {
        throw BadInputException.at(
            sources.of(part).weightPlace(),
            "a "
                + (part == Part.TRAIN ? "training" : Words.of(part))
                + " row with a weight above 0",
            "none");
      }
    }
  }

  /**
   * The columns before anything is fitted. Their numbers may be missing if missing values will be
   * filled.
   */
  private static InputSchema readable(InputSchema read, InputChoices choices) {
    if (choices.missing() == Missing.REFUSE) {
      return read;
    }
    return new InputSchema(
        read.columns().stream().map(FitPreparation::readable).toList(), read.decimal());
  }

  private static InputColumn readable(InputColumn column) {
    if (column instanceof DateColumn date) {
      return date.filled(date.origin(), false);
    }
    return column instanceof NumberColumn number ? number.filled(0, false) : column;
  }

  private static List<Double> origins(InputSchema input) {
    return Arrays.stream(input.origins()).boxed().toList();
  }

  private static Features.Kind kindOf(List<Table> tables, Preparation preparation) {
    Features.Kind kind = ShardLayout.kindOf(tables.get(0), preparation.numbers().precision());
    for (Table table : tables) {
      if (ShardLayout.kindOf(table, preparation.numbers().precision()) != kind) {
        throw BadInputException.at(
            table.files().isEmpty() ? table.target().place() : table.files().get(0).path(),
            kind == Features.Kind.BYTES
                ? "features in bytes, as in the training data"
                : "features in numbers, as in the training data",
            kind == Features.Kind.BYTES ? "numbers" : "bytes");
      }
    }
    return kind;
  }

  private static Optional<Scaling.Kind> askedScale(Preparation preparation) {
    return preparation.scaling().map(Scaling::kind).or(preparation.meaning()::scale);
  }

  private static Scaling.Kind defaultScale(Features.Kind kind, InputSchema input) {
    if (kind == Features.Kind.BYTES) {
      return Scaling.Kind.UNIT;
    }
    if (input.columns().stream().allMatch(TextColumn.class::isInstance)) {
      return Scaling.Kind.NONE; // their rows have length 1
    }
    boolean isTable =
        input.image().isEmpty()
            && input.columns().stream().noneMatch(VectorColumn.class::isInstance);
    if (kind.isSparse() && !isTable) {
      return Scaling.Kind.MAXABS;
    }
    return isTable ? Scaling.Kind.ROBUST : Scaling.Kind.STANDARD;
  }

  /** The rows of all parts in one form: if some parts are vectors, all are. */
  private static Dataset<Row> union(List<Dataset<Row>> parts, List<Table> tables) {
    boolean arePacked = tables.stream().allMatch(table -> table.form() == Table.Form.PACKED);
    List<Dataset<Row>> alike = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      boolean isPacked = tables.get(i).form() == Table.Form.PACKED;
      alike.add(isPacked && !arePacked ? PackedFeatures.asVectors(parts.get(i)) : parts.get(i));
    }
    return alike.stream().reduce(Dataset::unionByName).orElseThrow();
  }
}
