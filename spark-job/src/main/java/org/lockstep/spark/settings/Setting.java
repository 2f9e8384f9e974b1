package org.lockstep.spark.settings;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.error.Mention;

/**
 * One thing that a user decides, known by its name: what it means, which values it has, and what
 * counts where nobody says.
 *
 * @param <T> its values
 */
public final class Setting<T> {
  private final Builder<T> is;

  private Setting(Builder<T> is) {
    this.is = is;
  }

  /**
   * Begins to say what a setting is.
   *
   * @param name words of small letters, joined by dashes
   */
  public static <T> Builder<T> named(String name, ValueType<T> type) {
    return new Builder<>(name, type);
  }

  /** Its name: {@code learning-rate}. */
  public String name() {
    return is.name;
  }

  /** Its name as files have it: {@code learning_rate}. */
  public String key() {
    return is.name.replace('-', '_');
  }

  /** What its values are. */
  public ValueType<T> type() {
    return is.type;
  }

  /** What a value looks like, for help: {@code RATE}. */
  public String label() {
    return is.label;
  }

  /**
   * What it means, in a sentence without its last stop and without its default. Values are in
   * backticks, other settings are mentions.
   */
  public String help() {
    return is.help;
  }

  /** What counts where it is not given, in words; empty where that goes without saying. */
  public Optional<String> defaultInWords() {
    return Optional.ofNullable(is.defaultInWords);
  }

  /** The same of its parameter in Spark ML, where that differs. */
  public Optional<String> defaultInMl() {
    return Optional.ofNullable(is.defaultInMl).or(this::defaultInWords);
  }

  /** The page of the documents that says more. */
  public Optional<String> page() {
    return Optional.ofNullable(is.page);
  }

  /** Its parameter's name in Spark ML, if it has one there. */
  public Optional<String> inMl() {
    return Optional.ofNullable(is.inMl);
  }

  /** The fixed value that counts in Spark ML where none is set, if there is one. */
  public Optional<T> fixedDefaultInMl() {
    return Optional.ofNullable(is.fixedDefaultInMl).or(this::fixedDefault);
  }

  /** Whether it stands in the record of a run: what is about one call alone does not. */
  public boolean isRecorded() {
    return is.isRecorded;
  }

  /**
   * Whether it decides, beside these values, what the training comes to: then it must be the same
   * when a run is resumed. How something is computed is not among that.
   */
  public boolean isOfResult(SettingValues values) {
    return is.isOfResult.test(values);
  }

  /**
   * What a run was made with whose record does not mention this setting, because it was not known
   * then or because this value need not be recorded.
   */
  Optional<T> unrecorded() {
    return Optional.ofNullable(is.unrecorded);
  }

  /** What counts where it is not given, whatever else is; empty where that depends. */
  public Optional<T> fixedDefault() {
    return Optional.ofNullable(is.fixedDefault);
  }

  Optional<T> byDefault(SettingValues values) {
    return is.byDefault.apply(values);
  }

  /**
   * The value that a text means.
   *
   * @throws BadInputException if it means none
   */
  public T parse(String text) {
    return is.type.parse(toString(), text);
  }

  /** A mention of it, for messages: each face of the program puts its own name there. */
  @Override
  public String toString() {
    return Mention.of(is.name);
  }

  /** What a setting is, as it is said piece by piece. */
  public static final class Builder<T> {
    private final String name;
    private final ValueType<T> type;
    private String label = "";
    private String help = "";
    private String defaultInWords;
    private T fixedDefault; // null for none
    private Function<SettingValues, Optional<T>> byDefault = values -> Optional.empty();
    private Predicate<SettingValues> isOfResult = values -> true;
    private boolean isRecorded = true;
    private T unrecorded;
    private String page;
    private String inMl;
    private String defaultInMl; // null for the same words
    private T fixedDefaultInMl; // null for the same value

    private Builder(String name, ValueType<T> type) {
      this.name = name;
      this.type = type;
    }

    /** See {@link Setting#label}. */
    public Builder<T> label(String text) {
      label = text;
      return this;
    }

    /** See {@link Setting#help}. */
    public Builder<T> help(String text) {
      help = text;
      return this;
    }

    /** The value that counts where none is given. */
    public Builder<T> byDefault(T value) {
      return byDefault(type.text(value), value);
    }

    /** The same, in other words. */
    public Builder<T> byDefault(String words, T value) {
      fixedDefault = value;
      return byDefault(words, values -> Optional.of(value));
    }

    /** A value that depends on other settings, or on what nobody has set: then it is empty. */
    public Builder<T> byDefault(String words, Function<SettingValues, Optional<T>> rule) {
      defaultInWords = words;
      byDefault = rule;
      return this;
    }

    /** What counts where nothing is given is decided elsewhere: by the data, or by the cluster. */
    public Builder<T> otherwise(String words) {
      return byDefault(words, values -> Optional.empty());
    }

    /** Has no value of its own where another setting is given, which says it in other words. */
    public Builder<T> unless(Setting<?> other) {
      Function<SettingValues, Optional<T>> rule = byDefault;
      byDefault = values -> values.given(other).isPresent() ? Optional.empty() : rule.apply(values);
      return this;
    }

    /** See {@link Setting#unrecorded}. */
    public Builder<T> unrecorded(T value) {
      unrecorded = value;
      return this;
    }

    /** How something is computed, not what. */
    public Builder<T> ofManner() {
      isOfResult = values -> false;
      return this;
    }

    /** About one call alone. */
    public Builder<T> ofCall() {
      isRecorded = false;
      return ofManner();
    }

    /** Part of the result beside some other settings alone. */
    public Builder<T> ofResultWhere(Predicate<SettingValues> condition) {
      isOfResult = condition;
      return this;
    }

    /** See {@link Setting#page}. */
    public Builder<T> page(String link) {
      page = link;
      return this;
    }

    /** See {@link Setting#inMl()}. */
    public Builder<T> inMl(String parameter) {
      inMl = parameter;
      return this;
    }

    /** See {@link Setting#defaultInMl()}. */
    public Builder<T> otherwiseInMl(String words) {
      defaultInMl = words;
      return this;
    }

    /** Another value counts in Spark ML where none is set. */
    public Builder<T> byDefaultInMl(T value) {
      fixedDefaultInMl = value;
      return otherwiseInMl(type.text(value));
    }

    /** The setting. */
    public Setting<T> build() {
      return new Setting<>(this);
    }
  }
}
