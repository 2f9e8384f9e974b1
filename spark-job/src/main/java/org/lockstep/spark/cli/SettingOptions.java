package org.lockstep.spark.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lockstep.spark.settings.Catalogue;
import org.lockstep.spark.settings.OptionNames;
import org.lockstep.spark.settings.Setting;
import org.lockstep.spark.settings.SettingValues;
import org.lockstep.spark.settings.ValueType;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Turns settings into options. picocli takes them as text, so that one place defines what a text
 * means, for the command line and for every other caller.
 */
final class SettingOptions {
  /** Sorts settings after a command's own options and before the options of every command. */
  private static final int FIRST = 100;

  private SettingOptions() {}

  /** Gives every command below this one the options of its settings. */
  static void addTo(CommandLine line) {
    for (CommandLine command : line.getSubcommands().values()) {
      if (command.getCommand() instanceof SettingsCommand takes) {
        int order = FIRST;
        for (Setting<?> setting : takes.catalogue().settings()) {
          command.getCommandSpec().addOption(option(setting, order++));
        }
      }
    }
  }

  private static OptionSpec option(Setting<?> setting, int order) {
    OptionSpec.Builder option =
        OptionSpec.builder(OptionNames.of(setting.name()))
            .order(order)
            .paramLabel(setting.label())
            .description(help(setting));
    if (setting.label().isEmpty()) {
      return option.arity("0").type(boolean.class).build();
    }
    return setting.type().form() == ValueType.Form.TEXTS
        ? option.arity("1").type(List.class).auxiliaryTypes(String.class).build()
        : option.arity("1").type(String.class).build();
  }

  /** What a setting means, with its default in brackets. */
  private static String help(Setting<?> setting) {
    String bracket = setting.defaultInWords().map(words -> " [" + words + "]").orElse("");
    return OptionNames.withDashes(setting.help() + bracket + ".").replace("`", "");
  }

  /** The settings given on the command line, by name. */
  static Map<String, String> given(CommandSpec command, Catalogue catalogue) {
    Map<String, String> given = new LinkedHashMap<>();
    for (OptionSpec option : command.commandLine().getParseResult().matchedOptions()) {
      String name = option.longestName().substring(OptionNames.DASHES.length());
      if (catalogue.find(name).isPresent()) {
        given.put(name, String.join(",", texts(option)));
      }
    }
    return given;
  }

  private static List<String> texts(OptionSpec option) {
    return option.typeInfo().isBoolean()
        ? List.of(option.getValue().toString())
        : option.originalStringValues();
  }

  /** The values that these texts mean. */
  static SettingValues values(Map<String, String> texts, Catalogue catalogue) {
    return catalogue.parse(texts);
  }

  /** The values of a command that has no presets. */
  static SettingValues values(CommandSpec command, Catalogue catalogue) {
    return catalogue.parse(given(command, catalogue));
  }
}
