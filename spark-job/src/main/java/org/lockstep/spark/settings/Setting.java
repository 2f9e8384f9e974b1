package org.lockstep.spark.settings;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.error.Mention;

/**
 * A named choice of the user: its meaning, its values and its default.
 *
 * @param <T> the type of the values
 */
public final class Setting<T> {
  private final Builder<T> is;

  private Setting(Builder<T> is) {
    this.is = is;
  }

  /**
   * Starts the definition of a setting.
   *
   * @param name lower-case words joined by dashes
   */
  public static <T> Builder<T> named(String name, ValueType<T> type) {
    return new Builder<>(name, type);
  }

  /** The name: {@code learning-rate}. */
  public String name() {
    return is.name;
  }

  /** The name in files: {@code learning_rate}. */
  public String key() {
    return is.name.replace('-', '_');
  }

  /** The type of the values. */
  public ValueType<T> type() {
    return is.type;
  }

  /** The placeholder for a value in the help: {@code RATE}. */
  public String label() {
    return is.label;
  }

  /**
   * The meaning, as a sentence without a full stop and without the default. Values are in
   * backticks, other settings are mentions.
   */
  public String help() {
    return is.help;
  }

  /** The default in words; empty if it goes without saying. */
  public Optional<String> defaultInWords() {
    return Optional.ofNullable(is.defaultInWords);
  }

  /** The default of its Spark ML parameter in words, if that differs. */
  public Optional<String> defaultInMl() {
    return Optional.ofNullable(is.defaultInMl).or(this::defaultInWords);
  }

  /** The page of the documentation that says more. */
  public Optional<String> page() {
    return Optional.ofNullable(is.page);
  }

  /** The name of its Spark ML parameter, if it has one. */
  public Optional<String> inMl() {
    return Optional.ofNullable(is.inMl);
  }

  /** The fixed default in Spark ML, if there is one. */
  public Optional<T> fixedDefaultInMl() {
    return Optional.ofNullable(is.fixedDefaultInMl).or(this::fixedDefault);
  }

  /** Whether a run's record includes it. Settings of a single call are left out. */
  public boolean isRecorded() {
    return is.isRecorded;
  }

  /**
   * Whether it affects the training's result, given these values. If so, it must be the same when a
   * run is resumed. Settings that only decide how something is computed do not affect it.
   */
  public boolean isOfResult(SettingValues values) {
    return is.isOfResult.test(values);
  }

  /**
   * The value of a run whose record does not mention this setting, because the setting did not
   * exist then or because this value need not be recorded.
   */
  Optional<T> unrecorded() {
    return Optional.ofNullable(is.unrecorded);
  }

  /** The default, if it does not depend on anything else; otherwise empty. */
  public Optional<T> fixedDefault() {
    return Optional.ofNullable(is.fixedDefault);
  }

  Optional<T> byDefault(SettingValues values) {
    return is.byDefault.apply(values);
  }

  /**
   * Parses a value.
   *
   * @throws BadInputException if the text is not a value
   */
  public T parse(String text) {
    return is.type.parse(toString(), text);
  }

  /** A mention of the setting, for messages: each user interface replaces it with its own name. */
  @Override
  public String toString() {
    return Mention.of(is.name);
  }

  /** Builds a setting. */
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
    private String defaultInMl; // null if it is the same
    private T fixedDefaultInMl; // null if it is the same

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

    /** Sets a fixed default. */
    public Builder<T> byDefault(T value) {
      return byDefault(type.text(value), value);
    }

    /** Sets a fixed default, with its description. */
    public Builder<T> byDefault(String words, T value) {
      fixedDefault = value;
      return byDefault(words, values -> Optional.of(value));
    }

    /** Sets a default that depends on other settings; empty if they do not decide it. */
    public Builder<T> byDefault(String words, Function<SettingValues, Optional<T>> rule) {
      defaultInWords = words;
      byDefault = rule;
      return this;
    }

    /** Describes a default that is decided elsewhere, by the data or the cluster. */
    public Builder<T> otherwise(String words) {
      return byDefault(words, values -> Optional.empty());
    }

    /** Drops the default if another setting is given that replaces this one. */
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

    /** Marks a setting that decides how something is computed, not the result. */
    public Builder<T> ofManner() {
      isOfResult = values -> false;
      return this;
    }

    /** Marks a setting of a single call. */
    public Builder<T> ofCall() {
      isRecorded = false;
      return ofManner();
    }

    /** Marks a setting that affects the result only with certain other settings. */
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

    /** Sets a different default for Spark ML. */
    public Builder<T> byDefaultInMl(T value) {
      fixedDefaultInMl = value;
      return otherwiseInMl(type.text(value));
    }

    /** Returns the setting. */
    public Setting<T> build() {
      return new Setting<>(this);
    }
  }
}
