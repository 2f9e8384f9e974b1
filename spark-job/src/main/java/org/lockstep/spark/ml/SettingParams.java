package org.lockstep.spark.ml;

import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.settings.Setting;
import org.lockstep.spark.settings.SettingValues;
import scala.Function1;

/** The parameters of one estimator or model that stand for settings, by the settings' names. */
final class SettingParams implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Map<String, Param<?>> params = new LinkedHashMap<>();

  /** The parameters of an owner, whose uid must already be known. */
  SettingParams(Params owner, List<Setting<?>> settings) {
    settings.forEach(setting -> add(owner, setting));
  }

  private <T> void add(Params owner, Setting<T> setting) {
    Param<?> param = param(owner, setting);
    params.put(setting.name(), param);
    setting.fixedDefaultInMl().ifPresent(value -> setDefault(owner, param, plain(setting, value)));
  }

  @SuppressWarnings("unchecked") // made below, of the setting's type
  private static <P> void setDefault(Params owner, Param<P> param, Object value) {
    owner.setDefault(param, (P) value);
  }

  private static Param<?> param(Params owner, Setting<?> setting) {
    String name = setting.inMl().orElseThrow();
    String doc = doc(setting);
    Function1<Object, Object> check = check(setting.name());
    return switch (setting.type().form()) {
      case FLAG -> new BooleanParam(owner, name, doc);
      case INT -> new IntParam(owner, name, doc, check);
      case LONG -> new LongParam(owner, name, doc, check);
      case DOUBLE -> new DoubleParam(owner, name, doc, check);
      case TEXT -> // Spark Connect asks for the class of its values
          new Param<>(owner.uid(), name, doc, check(setting.name()), String.class);
      case INTS -> new IntArrayParam(owner, name, doc, check(setting.name()));
      case TEXTS -> throw new IllegalArgumentException(name + " is for files");
    };
  }

  /** The help of the command line, in the words of parameters. */
  static String doc(Setting<?> setting) {
    String bracket = setting.defaultInMl().map(words -> " [" + words + "]").orElse("");
    return ParamNames.tell(setting.help() + bracket).replace("`", "");
  }

  /** A check whose message says what was expected, which Spark's own message does not. */
  private static <T> Function1<T, Object> check(String setting) {
    return (Function1<T, Object> & Serializable)
        value -> {
          Setting<?> known = MlSettings.CATALOGUE.find(setting).orElseThrow();
          try {
            known.type().of(known.toString(), plain(value));
          } catch (BadInputException e) {
            throw ParamNames.refusal(e);
          }
          return true;
        };
  }

  /** A parameter's value in the form of a setting value. */
  private static Object plain(Object value) {
    return value instanceof int[] numbers ? Arrays.stream(numbers).boxed().toList() : value;
  }

  /** The parameter of a setting. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // made above, of this type
  <P extends Param<?>> P get(Setting<?> setting) {
    return (P) params.get(setting.name());
  }

  /** Sets an owner's parameter to the value of a text, if the owner has this parameter. */
  void setWritten(Params owner, String setting, String text) {
    if (params.containsKey(setting)) {
      set(owner, params.get(setting), plain(setting, text));
    }
  }

  private static Object plain(String setting, String text) {
    return plainOf(MlSettings.CATALOGUE.find(setting).orElseThrow(), text);
  }

  private static <T> Object plainOf(Setting<T> setting, String text) {
    return plain(setting, setting.parse(text));
  }

  /** Clears an owner's parameter, if the owner has this parameter. */
  void clear(Params owner, String setting) {
    if (params.containsKey(setting)) {
      owner.clear(params.get(setting));
    }
  }

  @SuppressWarnings("unchecked") // made above, of the setting's type
  private static <P> void set(Params owner, Param<P> param, Object value) {
    owner.set(param, (P) value);
  }

  /** The value in effect, in the form of a parameter value. */
  Object value(Params owner, Setting<?> setting) {
    return counting(values(owner), setting);
  }

  private static <T> Object counting(SettingValues values, Setting<T> setting) {
    return plain(setting, values.get(setting));
  }

  /** A setting's value in the form of a parameter value. */
  private static <T> Object plain(Setting<T> setting, T value) {
    return setting.type().plain(value) instanceof List<?> numbers
        ? numbers.stream().mapToInt(Integer.class::cast).toArray()
        : setting.type().plain(value);
  }

  /** The setting values of an owner's parameters. */
  SettingValues values(Params owner) {
    SettingValues values = SettingValues.none();
    for (Map.Entry<String, Param<?>> param : params.entrySet()) {
      Setting<?> setting = MlSettings.CATALOGUE.find(param.getKey()).orElseThrow();
      if (owner.isSet(param.getValue()) || hasDefaultOfItsOwn(owner, setting)) {
        values = with(values, setting, owner.getOrDefault(param.getValue()));
      }
    }
    return values;
  }

  /**
   * Whether an owner's default differs from the setting's: because it is the default of Spark ML,
   * or of the version that saved the owner, which is kept.
   */
  private <T> boolean hasDefaultOfItsOwn(Params owner, Setting<T> setting) {
    Param<?> param = params.get(setting.name());
    Optional<Object> today = setting.fixedDefault().map(value -> plain(setting, value));
    return today.isPresent() && !Objects.deepEquals(today.get(), owner.getDefault(param).get());
  }

  private static <T> SettingValues with(SettingValues values, Setting<T> setting, Object value) {
    return values.with(setting, setting.type().of(setting.toString(), plain(value)));
  }
}
