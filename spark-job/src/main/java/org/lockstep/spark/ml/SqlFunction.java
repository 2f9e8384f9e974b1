package org.lockstep.spark.ml;

import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.expressions.ApplyFunctionExpression;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import scala.Function1;
import scala.Tuple3;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The SQL functions. Spark requests the expression of a call when its arguments are resolved. Their
 * types are known then, as is the path's value if it is a constant.
 *
 * <p>The expression is the one that Spark makes for a catalog's {@link
 * org.apache.spark.sql.connector.catalog.functions.ScalarFunction}: evaluating a row is public API,
 * and Spark casts the arguments.
 */
enum SqlFunction {
  PREDICT(
      LockstepFunctions.PREDICT,
      "Predicts a row's class, the labels that apply to it, or its number or numbers, with the"
          + " Lockstep model at a constant path.") {
    @Override
    SqlResult result(SqlModel model) {
      return switch (model.task()) {
        case CLASSIFICATION, BINARY ->
            new SqlResult.ClassName(model.scores(), model.names(), model.thresholds());
        case MULTI_LABEL -> new SqlResult.ApplyingLabels(model.scores(), model.names());
        case REGRESSION ->
            model.outputs() == 1
                ? new SqlResult.OneNumber(model.numbers())
                : new SqlResult.SeveralNumbers(model.numbers());
      };
    }
  },

  PROBABILITIES(
      LockstepFunctions.PROBABILITIES,
      "Returns the probability of each class or label for a row, from the Lockstep model at a"
          + " constant path.") {
    @Override
    SqlResult result(SqlModel model) {
      if (model.task() == Task.REGRESSION) {
        throw BadInputException.at(
            sqlName(), "a model of classes", "one of " + model.task().predicts());
      }
      return new SqlResult.Probabilities(model.scores(), model.names());
    }
  };

  private final String sqlName;

  @SuppressWarnings("ImmutableEnumChecker") // Spark's types, which are never changed
  private final Tuple3<FunctionIdentifier, ExpressionInfo, Function1<Seq<Expression>, Expression>>
      description;

  SqlFunction(String sqlName, String what) {
    this.sqlName = sqlName;
    this.description =
        new Tuple3<>(
            new FunctionIdentifier(sqlName),
            new ExpressionInfo(
                LockstepFunctions.class.getName(),
                null,
                sqlName,
                "_FUNC_(path, features) - " + what,
                "",
                "",
                "",
                "",
                "",
                "",
                "java_udf"),
            this::call);
  }

  /** The function's name in SQL. */
  String sqlName() {
    return sqlName;
  }

  /** The result for a model. */
  abstract SqlResult result(SqlModel model);

  /**
   * What Spark registers: always the same object, so that Spark does not warn of a replaced
   * function.
   */
  Tuple3<FunctionIdentifier, ExpressionInfo, Function1<Seq<Expression>, Expression>> description() {
    return description;
  }

  private Expression call(Seq<Expression> arguments) {
    try {
      SqlScorer scorer = scorer(List.copyOf(CollectionConverters.asJava(arguments)));
      Expression call = new ApplyFunctionExpression(scorer, arguments);
      call.setTagValue(FunctionRegistry.FUNC_ALIAS(), sqlName); // for column names and plans
      return call;
    } catch (BadInputException e) {
      throw SqlRefusal.of(e);
    }
  }

  private SqlScorer scorer(List<Expression> given) {
    SqlArguments arguments = SqlArguments.of(sqlName, given);
    SqlModel model = SqlModels.read(SparkSession.active(), arguments.path());
    return new SqlScorer(sqlName, arguments.features(model.input()), model, result(model));
  }
}
