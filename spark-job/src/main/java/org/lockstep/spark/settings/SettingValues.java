package org.lockstep.spark.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The values of some settings, and the defaults of all others. */
public final class SettingValues {
  private final Map<Setting<?>, Object> given;

  private SettingValues(Map<Setting<?>, Object> given) {
    this.given = given;
  }

  /** No values: every setting has its default. */
  public static SettingValues none() {
    return new SettingValues(Map.of());
  }

  /** A copy with this setting's value, which replaces an earlier one. */
  public <T> SettingValues with(Setting<T> setting, T value) {
    Map<Setting<?>, Object> more = new LinkedHashMap<>(given);
    more.put(setting, value);
    return new SettingValues(more);
  }

  /** A copy with the value that a text stands for. */
  public <T> SettingValues withText(Setting<T> setting, String text) {
    return with(setting, setting.parse(text));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SettingValues that && given.equals(that.given);
  }

  @Override
  public int hashCode() {
    return given.hashCode();
  }

  /** The given value, if any. */
  @SuppressWarnings("unchecked") // with() puts a setting's own values
  public <T> Optional<T> given(Setting<T> setting) {
    return Optional.ofNullable((T) given.get(setting));
  }

  /** The value in effect: the given one, or else the default; empty if there is neither. */
  public <T> Optional<T> find(Setting<T> setting) {
    Optional<T> own = given(setting);
    return own.isPresent() ? own : setting.byDefault(this);
  }

  /**
   * The value in effect.
   *
   * @throws NoSuchElementException if no value was given and there is no default
   */
  public <T> T get(Setting<T> setting) {
    return find(setting).orElseThrow(() -> new NoSuchElementException(setting.name()));
  }
}
