package org.lockstep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.activation.Activation;
import org.lockstep.model.choice.Choice;
import org.lockstep.spark.testing.CommandResult;

class CommandLineTest {
  private static final String OPTIONS_OF_TRAIN =
      "--preset --data --labels --test --test-labels --test-fraction --validation"
          + " --validation-labels --validation-fraction --format --target --task --hidden"
          + " --activation --output-activation --loss --bias --dropout --init --init-from"
          + " --optimizer --learning-rate --schedule --decay --l2 --clip-norm --weight"
          + " --class-weights --batch-size --epochs --max-steps --shuffle --seed --scale"
          + " --precision --engine --shards --blas --early-stopping --checkpoint-every --on-nan"
          + " --resume --output --overwrite --quiet";

  /** Runs a line whose words are separated by spaces; an underscore is an empty word. */
  private static CommandResult run(String line) {
    String[] words =
        Stream.of(line.split(" ", -1))
            .map(word -> word.equals("_") ? "" : word)
            .toArray(String[]::new);
    return CommandResult.withoutSpark(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --hidden 0             | [--hidden] expected none, or units of each layer from 1 to 2147483647, as in 100,50 but found '0'
          --hidden -5            | [--hidden] expected none, or units of each layer from 1 to 2147483647, as in 100,50 but found '-5'
          --hidden 50,0,20       | [--hidden] expected none, or units of each layer from 1 to 2147483647, as in 100,50 but found '50,0,20'
          --hidden 50,,20        | [--hidden] expected none, or units of each layer from 1 to 2147483647, as in 100,50 but found '50,,20'
          --hidden 99999999999   | [--hidden] expected none, or units of each layer from 1 to 2147483647, as in 100,50 but found '99999999999'
          --hidden _             | [--hidden] expected none, or units of each layer from 1 to 2147483647, as in 100,50 but found ''
          --hidden 1000000000    | [network] expected at most 2147483639 parameters but found at least 3000000001
          --hidden=99999,99999   | [network] expected at most 2147483639 parameters but found at least 10000099998
          --learning-rate NaN    | [--learning-rate] expected a positive number but found NaN
          --learning-rate 0      | [--learning-rate] expected a positive number but found 0.0
          --learning-rate -0.1   | [--learning-rate] expected a positive number but found -0.1
          --learning-rate=-1     | [--learning-rate] expected a positive number but found -1.0
          --learning-rate 1e999  | [--learning-rate] expected a positive number but found Infinity
          --learning-rate fast   | [--learning-rate] expected a number but found 'fast'
          --learning-rate 0,1    | [--learning-rate] expected a number with a decimal point but found '0,1'
          --learning-rate=-inf   | [--learning-rate] expected a number but found '-inf'
          --learning-rate=-Infinity | [--learning-rate] expected a positive number but found -Infinity
          --hidden 100;50        | [--hidden] expected none, or units of each layer from 1 to 2147483647, as in 100,50 but found '100;50'
          --hidden 1e9           | [--hidden] expected none, or units of each layer from 1 to 2147483647, as in 100,50 but found '1e9'
          --hidden 2147483647,2147483647 | [network] expected at most 2147483639 parameters but found at least 4294967294
          --epochs 1,5           | [--epochs] expected a whole number up to 2147483647 but found '1,5'
          --epochs -1            | [--epochs] expected at least 1 but found -1
          --executor-memory 2g   | [--executor-memory] expected Spark's options before the command: scripts/lockstep --executor-memory ... train, or spark-submit --executor-memory ... lockstep.jar train
          --epochs 0             | [--epochs] expected at least 1 but found 0
          --epochs 1.5           | [--epochs] expected a whole number up to 2147483647 but found '1.5'
          --epochs 3000000000    | [--epochs] expected a whole number up to 2147483647 but found '3000000000'
          --max-steps 0          | [--max-steps] expected at least 1 but found 0
          --shards 0             | [--shards] expected at least 1 but found 0
          --seed x               | [--seed] expected a whole number but found 'x'
          --batch-size 0         | [--batch-size] expected at least 1 but found 0
          --batch-size -1        | [--batch-size] expected at least 1 but found -1
          --batch-size some      | [--batch-size] expected a number of rows, full or by-rows but found 'some'
          --test-fraction 1      | [--test-fraction] expected a fraction of at least 0 and less than 1 but found 1.0
          --test-fraction -0.1   | [--test-fraction] expected a fraction of at least 0 and less than 1 but found -0.1
          --validation-fraction NaN | [--validation-fraction] expected a fraction of at least 0 and less than 1 but found NaN
          --test-fraction 0.5 --validation-fraction 0.5 | [--test-fraction, --validation-fraction] expected together less than 1 but found 1.0
          --dropout 1            | [--dropout] expected a probability of at least 0 and less than 1 but found 1.0
          --dropout 0.5 --hidden none | [--dropout] expected a hidden layer with units to drop but found none
          --l2 -1                | [--l2] expected a number of at least 0 but found -1.0
          --optimizer sgd --momentum 0.5 | [--momentum] expected --optimizer momentum, nesterov or rmsprop but found --optimizer sgd
          --optimizer sgd --beta1 0.9 | [--beta1] expected --optimizer adam or adamw but found --optimizer sgd
          --beta2 1              | [--beta2] expected a share of at least 0 and less than 1 but found 1.0
          --epsilon 0            | [--epsilon] expected a positive number but found 0.0
          --l1 -1                | [--l1] expected a number of at least 0 but found -1.0
          --weight-decay x       | [--weight-decay] expected a number but found 'x'
          --clip-norm 0          | [--clip-norm] expected a positive number but found 0.0
          --decay 0.5            | [--decay] expected --schedule step, exponential or plateau but found --schedule constant
          --schedule step --decay 2 | [--decay] expected a factor in (0, 1] but found 2.0
          --schedule step --decay-every 0 | [--decay-every] expected at least 1 epoch but found 0
          --decay-every 3        | [--decay-every] expected --schedule step but found --schedule constant
          --early-stopping 3     | [--early-stopping] expected validation rows: --validation, --validation-rows or --validation-fraction but found none
          --keep best-loss       | [--keep] expected validation rows: --validation, --validation-rows or --validation-fraction but found none
          --keep best            | [--keep] expected one of last, best-loss, best-accuracy, best-r2, best-rmse, best-mae but found 'best'
          --rows 5               | [--rows] expected rows FROM:TO, counted from 0 and without TO, as in 0:49000 but found '5'
          --rows 7:7             | [--rows] expected rows FROM:TO, counted from 0 and without TO, as in 0:49000 but found '7:7'
          --test-rows -1:2       | [--test-rows] expected rows FROM:TO, counted from 0 and without TO, as in 0:49000 but found '-1:2'
          --test-rows 0:5 --test-fraction 0.1 | [--test] expected --test-rows or --test-fraction but found both
          --init-biases -1       | [--init-biases] expected a standard deviation of at least 0 but found -1.0
          --init-biases 1 --bias false | [--init-biases] expected a network with biases but found --bias false
          --class-weights heavy  | [--class-weights] expected balanced, or classes with their weights, as in spam=5,ham=1 but found 'heavy'
          --init normal:x        | [--init] expected normal:SD, as in normal:0.01 but found 'normal:x'
          --init normal:-1       | [--init] expected a positive standard deviation but found -1.0
          --init best            | [--init] expected he, xavier, lecun, normal:SD or zeros but found 'best'
          --shuffle never        | [--shuffle] expected one of epoch, none but found 'never'
          --activation rely      | [--activation] expected one of {activations} but found 'rely'
          --loss hinge           | [--loss] expected one of cross-entropy, squared-error, huber, absolute-error, poisson, quantile but found 'hinge'
          --output-activation softmax --loss squared-error | [--output-activation softmax] expected --loss cross-entropy but found --loss squared-error
          --output-activation linear --loss cross-entropy | [--output-activation linear] expected --loss squared-error but found --loss cross-entropy
          --optimizer best       | [--optimizer] expected one of sgd, momentum, nesterov, adam, adamw, rmsprop, adagrad, lbfgs but found 'best'
          --optimizer lbfgs --batch-size 100 | [--batch-size] expected full with --optimizer lbfgs but found 100
          --optimizer l-bfgs --learning-rate 0.5 | [--learning-rate] expected none with --optimizer lbfgs but found 0.5
          --optimizer lbfgs --schedule cosine | [--schedule] expected none with --optimizer lbfgs but found cosine
          --optimizer lbfgs --clip-norm 1 | [--clip-norm] expected none with --optimizer lbfgs but found 1.0
          --optimizer lbfgs --l1 0.1 | [--l1] expected none with --optimizer lbfgs but found 0.1
          --optimizer lbfgs --weight-decay 0.1 | [--weight-decay] expected none with --optimizer lbfgs but found 0.1
          --optimizer lbfgs --warm-up 1 | [--warm-up] expected none with --optimizer lbfgs but found 1.0
          --optimizer lbfgs --rate-factors b=0.1 | [--rate-factors] expected none with --optimizer lbfgs but found b 0.1
          --optimizer lbfgs --beta1 0.8 | [--beta1] expected --optimizer adam or adamw but found --optimizer lbfgs
          --optimizer lbfgs --dropout 0.5 | [--dropout] expected none with --optimizer lbfgs but found 0.5
          --optimizer lbfgs --input-dropout 0.5 | [--input-dropout] expected none with --optimizer lbfgs but found 0.5
          --optimizer lbfgs --network batch-norm | [--optimizer] expected an optimizer other than lbfgs for a network with dropout or batch-norm but found lbfgs
          --optimizer lbfgs --history 0 | [--history] expected at least 1 but found 0
          --optimizer lbfgs --history 101 | [--history] expected at most 100 but found 101
          --history 5            | [--history] expected --optimizer lbfgs but found --optimizer sgd
          --task regression --loss cross-entropy | [--loss] expected squared-error for regression but found cross-entropy
          --task binary --loss huber | [--loss] expected cross-entropy or squared-error for classes but found huber
          --task binary --output-activation softmax | [--output-activation] expected sigmoid for a binary task but found softmax
          --task regression --output-activation linear --label-smoothing 0.1 | [--label-smoothing] expected --loss cross-entropy but found --loss squared-error
          --task classification --keep best-rmse --validation-fraction 0.1 | [--keep best-rmse] expected a regression but found classes
          --task regression --output-activation linear --class-weights balanced | [--class-weights] expected classes to balance but found numbers (regression)
          --task multi-label --output-activation sigmoid --class-weights a=2 | [--class-weights] expected classes to weigh but found several labels (multi-label)
          --task binary --output-activation sigmoid --target-scale standard | [--target-scale standard] expected numbers as the target but found classes
          --network batch-norm --batch-size 15 | [--batch-size] expected at least 16 rows for batch-norm but found 15
          --rate-factors V=0.1   | [--rate-factors] expected one of W1, b1, W2, b2, or W or b for all of them, but found V
          --network periodic-embedding --rate-factors b2=0.1 | [--rate-factors] expected one of frequency1, phase1, wave1, wavebias1, W1, b1, or W or b or frequency or phase or wave or wavebias for all of them, but found b2
          --keep-ties last       | [--keep-ties] expected a best epoch to keep, as with --keep best-loss but found --keep last
          --warm-up 3 --epochs 3 | [--warm-up] expected less than the run, --epochs 3 but found 3.0
          --schedule later       | [--schedule] expected one of constant, step, exponential, cosine, flat-cosine, coslog4, one-cycle, plateau but found 'later'
          --scale much           | [--scale] expected one of none, unit, center, standard, minmax, maxabs, robust but found 'much'
          --precision half       | [--precision] expected one of float, double but found 'half'
          --task guess           | [--task] expected one of classification, binary, regression, multi-label but found 'guess'
          --blas fast            | [--blas] expected one of auto, java, native, mkl but found 'fast'
          --format xls           | [--format] expected one of csv, tsv, json, parquet, orc, avro, delta, iceberg, jdbc, table, sql, idx, libsvm, cifar10, hdf5, npz, images but found 'xls'
          --bias                 | `[--bias] expected true|false but found nothing`
          --bias perhaps         | [--bias] expected true or false but found 'perhaps'
          --quiet=perhaps        | [--quiet] expected true or false but found 'perhaps'
          --hidden               | [--hidden] expected UNITS,... but found nothing
          --hidden --epochs 3    | [--hidden] expected UNITS,... but found '--epochs'
          --epochs 1 --epochs 2  | [--epochs] expected this option once but found it twice
          --quiet --quiet        | [--quiet] expected this option once but found it twice
          --target a,,b          | [--target] expected names of columns but found an empty one
          --target a,a           | [--target] expected distinct columns but found 'a' twice
          --target a --weight a  | [--weight] expected a column other than the target but found 'a' for both
          --output _             | [--output] expected a directory but found nothing
          --data _               | [path] expected a file, a directory or a pattern but found an empty text
          --test-labels l        | [--test-labels] expected --test with it but found --test-labels alone
          --data d --test t --test-fraction 0.1 | [--test] expected --test or --test-fraction but found both
          --validation v --validation-fraction 0.1 | [--validation] expected --validation or --validation-fraction but found both
          --preset               | [--preset] expected NAME but found nothing
          --preset digit         | [--preset] expected one of digits, mnist, cifar10-shallow, cifar10-deep, cats, multi-linear, plain-sgd, tabular, tabular-full but found 'digit'
          --preset digits --preset=digits | [--preset] expected this option once but found it twice
          --hiden 4              | [command line] expected an option of train but found '--hiden'; did you mean --hidden?
          --epoch=4              | [command line] expected an option of train but found '--epoch=4'; did you mean --epochs?
          --beta 0.5             | [command line] expected an option of train but found '--beta'; did you mean --beta1 or --beta2?
          rows.csv               | [command line] expected an option of train but found 'rows.csv'; did you mean --data rows.csv?
          --master local[2]      | [--master] expected Spark's options before the command: scripts/lockstep --master ... train, or spark-submit --master ... lockstep.jar train
          --conf=spark.a=b       | [--conf] expected Spark's options before the command: scripts/lockstep --conf ... train, or spark-submit --conf ... lockstep.jar train
          --engine steam         | [--engine] expected one of auto, resident, job but found 'steam'
          --checkpoint-every 0   | [--checkpoint-every] expected a number of epochs, as in 10, or of seconds, as in 30s but found '0'
          --checkpoint-every 5m  | [--checkpoint-every] expected a number of epochs, as in 10, or of seconds, as in 30s but found '5m'
          --resume --overwrite   | [--resume] expected --resume or --overwrite but found both
          --on-nan ignore        | [--on-nan] expected one of stop, rollback but found 'ignore'
          --on-nan rollback --checkpoint-every 30s | [--on-nan rollback] expected --checkpoint-every in epochs, so that the result does not depend on the time but found 30s
          """)
  void aMistakeInTheOptionsOfTrainIsReportedBeforeSparkStarts(String options, String expected) {
    assertThat(run("train " + options).mistake(2))
        .isEqualTo(expected.replace("{activations}", Choice.words(Activation.all())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          trian                  | [command line] expected one of train, evaluate, importance, predict, inspect, generate, gradcheck, sweep, tune, plot, export but found 'trian'; did you mean train?
          xyz                    | [command line] expected one of train, evaluate, importance, predict, inspect, generate, gradcheck, sweep, tune, plot, export but found 'xyz'
          --preset digits train  | [command line] expected a command first, one of train, evaluate, importance, predict, inspect, generate, gradcheck, sweep, tune, plot, export, but found '--preset'
          evaluate               | [evaluate] expected --model M but found nothing
          predict --model m --data d | [predict] expected --output F but found nothing
          predict --model m --data d --output o --kaggle --probabilities | [--kaggle] expected --kaggle or --probabilities but found both
          evaluate --model m --data d --target a,a | [--target] expected distinct columns but found 'a' twice
          inspect                | [inspect] expected PATH or --sql QUERY but found nothing
          predict --model m --output o | [predict] expected --data D or --sql QUERY but found nothing
          evaluate --model m     | [evaluate] expected --data D or --sql QUERY but found nothing
          evaluate --model m --data d --sql q | [--sql] expected --sql or --data but found both
          inspect a b            | [command line] expected an option of inspect but found 'b'
          inspect a --executor-memory 2g | [--executor-memory] expected Spark's options before the command: scripts/lockstep --executor-memory ... inspect, or spark-submit --executor-memory ... lockstep.jar inspect
          """)
  void aMistakeInAnyCommandIsReportedBeforeSparkStarts(String line, String expected) {
    assertThat(run(line).mistake(2)).isEqualTo(expected);
  }

  @Test
  void anEmptyCommandLineListsTheCommands() {
    assertThat(CommandResult.withoutSpark().mistake(2))
        .isEqualTo(
            "[command line] expected one of train, evaluate, importance, predict, inspect,"
                + " generate, gradcheck, sweep, tune, plot, export but found nothing");
  }

  @Test
  void theHelpOfTrainHasEveryPromisedOption() {
    CommandResult result = run("train --help").done();
    assertThat(result.out()).contains(OPTIONS_OF_TRAIN.split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource({
    "evaluate --help, --model --data --labels --format --target --weight --blas",
    "predict --help, --model --data --output --probabilities --kaggle --overwrite --format",
    "inspect --help, --csv --labels --format",
    "generate --help, KIND --rows --output --seed --classes --overwrite",
    "gradcheck --help, --preset --data --hidden --l2 --check-rows --samples --seed",
    "sweep --help, --grid --output --overwrite --preset --data --hidden --learning-rate",
    "tune --help, --minutes --trials --output --resume --overwrite --data --hidden --learning-rate",
    "export --help, --model --to --output --overwrite",
    "plot --help, RUN --output --overwrite",
    "--help, train evaluate predict inspect generate gradcheck sweep tune plot export --help"
        + " --version"
  })
  void theHelpOfEveryCommandHasItsOptions(String line, String words) {
    assertThat(run(line).done().out()).contains(words.split(" ", -1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "train --version", "inspect -V"})
  void everyCommandPrintsTheVersion(String line) {
    assertThat(run(line).done().out()).matches("lockstep \\S+\n");
  }
}
