package org.lockstep.spark.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lockstep.model.text.Text;

/** The settings of a command or an API, grouped by subject. */
public final class Catalogue {
  private final List<Section> sections;
  private final Map<String, Setting<?>> byName = new LinkedHashMap<>();

  /** A catalogue of these sections, in this order. */
  public Catalogue(List<Section> sections) {
    this.sections = List.copyOf(sections);
    for (Section section : sections) {
      for (Setting<?> setting : section.settings()) {
        if (byName.put(setting.name(), setting) != null) {
          throw new IllegalArgumentException("two settings named " + setting.name());
        }
      }
    }
  }

  /** This catalogue without some settings. */
  public Catalogue without(Setting<?>... others) {
    List<Setting<?>> left = List.of(others);
    return new Catalogue(
        sections.stream()
            .map(
                section ->
                    new Section(
                        section.title(),
                        section.settings().stream()
                            .filter(setting -> !left.contains(setting))
                            .toList()))
            .toList());
  }

  /** The sections, in order. */
  public List<Section> sections() {
    return sections;
  }

  /** All settings, in order. */
  public List<Setting<?>> settings() {
    return List.copyOf(byName.values());
  }

  /** The setting with this name, if there is one. */
  public Optional<Setting<?>> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * The settings that determine a training's result, as checkpoints store them: option names with
   * values as text. Settings whose value need not be recorded are left out.
   */
  public Map<String, String> result(SettingValues values) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Setting<?> setting : settings()) {
      if (setting.isOfResult(values)) {
        recorded(setting, values)
            .ifPresent(text -> texts.put(OptionNames.of(setting.name()), text));
      }
    }
    return texts;
  }

  private static <T> Optional<String> recorded(Setting<T> setting, SettingValues values) {
    return counted(setting, values).map(setting.type()::text);
  }

  /** The value in effect, if it has to be recorded. */
  private static <T> Optional<T> counted(Setting<T> setting, SettingValues values) {
    return values.find(setting).filter(value -> !setting.unrecorded().equals(Optional.of(value)));
  }

  /**
   * Parses the texts of settings.
   *
   * @param texts by setting name; all names are in this catalogue
   * @throws org.lockstep.model.error.BadInputException if a text is no value
   */
  public SettingValues parse(Map<String, String> texts) {
    SettingValues values = SettingValues.none();
    for (Map.Entry<String, String> text : texts.entrySet()) {
      values = values.withText(find(text.getKey()).orElseThrow(), text.getValue());
    }
    return values;
  }

  /**
   * The setting values that a result records.
   *
   * @param recorded from {@link #result}, perhaps of an earlier version
   * @throws org.lockstep.model.error.BadInputException if a text is no value
   */
  public SettingValues values(Map<String, String> recorded) {
    SettingValues values = SettingValues.none();
    for (Setting<?> setting : settings()) {
      String text = recorded.get(OptionNames.of(setting.name()));
      boolean isNone = // an empty list, the default
          setting.type().form() == ValueType.Form.TEXTS && "".equals(text);
      if (text == null) {
        values = withUnrecorded(values, setting);
      } else if (!isNone) {
        values = values.withText(setting, text);
      }
    }
    return values;
  }

  private static <T> SettingValues withUnrecorded(SettingValues values, Setting<T> setting) {
    return setting.unrecorded().map(value -> values.with(setting, value)).orElse(values);
  }

  /**
   * The settings part of a run's record: each value in effect, by the setting's key, as a Java
   * object in its type's form.
   */
  public Map<String, Object> record(SettingValues values) {
    Map<String, Object> record = new LinkedHashMap<>();
    for (Setting<?> setting : settings()) {
      if (setting.isRecorded()) {
        plain(setting, values).ifPresent(value -> record.put(setting.key(), value));
      }
    }
    return record;
  }

  private static <T> Optional<Object> plain(Setting<T> setting, SettingValues values) {
    return counted(setting, values).map(setting.type()::plain);
  }

  /**
   * Describes how the settings of two results differ; empty if they are the same.
   *
   * @param before from {@link #result}, perhaps of another version
   * @param now from {@link #result}
   */
  public List<String> differences(Map<String, String> before, Map<String, String> now) {
    Set<String> all = new LinkedHashSet<>(now.keySet());
    all.addAll(before.keySet());
    List<String> differences = new ArrayList<>();
    for (String key : all) {
      if (!counting(key, before).equals(counting(key, now))) {
        differences.add(difference(key, before.get(key), now.get(key)));
      }
    }
    return differences;
  }

  /** The value in effect: the recorded one, or the one that need not be recorded. */
  private Optional<String> counting(String key, Map<String, String> recorded) {
    return Optional.ofNullable(recorded.get(key))
        .or(() -> setting(key).flatMap(Catalogue::unrecorded));
  }

  private Optional<Setting<?>> setting(String key) {
    return find(key.replaceFirst("^" + OptionNames.DASHES, ""));
  }

  private static <T> Optional<String> unrecorded(Setting<T> setting) {
    return setting.unrecorded().map(setting.type()::text);
  }

  private String difference(String key, String before, String now) {
    String name = setting(key).map(Setting::toString).orElseGet(() -> Text.brief(key));
    return now == null
        ? name + " left out instead of " + Text.passage(before)
        : name + " " + now + (before == null ? "" : " instead of " + Text.passage(before));
  }
}
