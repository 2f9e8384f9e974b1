package org.lockstep.spark.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** What somebody has decided: values of some settings, and the defaults of all others. */
public final class SettingValues {
  private final Map<Setting<?>, Object> given;

  private SettingValues(Map<Setting<?>, Object> given) {
    this.given = given;
  }

  /** Nothing is given yet. */
  public static SettingValues none() {
    return new SettingValues(Map.of());
  }

  /** The same, and one more, which replaces what was given of it before. */
  public <T> SettingValues with(Setting<T> setting, T value) {
    Map<Setting<?>, Object> more = new LinkedHashMap<>(given);
    more.put(setting, value);
    return new SettingValues(more);
  }

  /** The same, and what a text means. */
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

  /** What was given. */
  @SuppressWarnings("unchecked") // with() puts a setting's own values
  public <T> Optional<T> given(Setting<T> setting) {
    return Optional.ofNullable((T) given.get(setting));
  }

  /** What counts: what was given, else the default; empty where neither says. */
  public <T> Optional<T> find(Setting<T> setting) {
    Optional<T> own = given(setting);
    return own.isPresent() ? own : setting.byDefault(this);
  }

  /**
   * What counts.
   *
   * @throws NoSuchElementException where nothing was given and there is no default
   */
  public <T> T get(Setting<T> setting) {
    return find(setting).orElseThrow(() -> new NoSuchElementException(setting.name()));
  }
}
