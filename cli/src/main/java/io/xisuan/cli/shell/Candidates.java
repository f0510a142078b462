package io.xisuan.cli.shell;

import io.xisuan.billing.rendering.Language;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What may stand next on a command line: commands, options and values that the program knows, each with a few words. */
record Candidates(Roster roster, Language language) {
    /** Letters; a Chinese one is as wide as two. */
    private static final int MOST_WORDS = 60;

    /**
     * Returns the candidates by what is typed, with what each is for; none where a file, a name or a number is wanted.
     *
     * @param root the program with the command that is typed
     * @param words what is typed before, and what is being typed as the last
     */
    SortedMap<String, String> of(CommandLine root, List<String> words) {
        String typed = words.isEmpty() ? "" : words.getLast();
        CommandSpec command = root.getCommandSpec();
        Optional<OptionSpec> open = Optional.empty();
        for (String word : words.subList(0, Math.max(0, words.size() - 1))) {
            CommandLine next = command.subcommands().get(word);
            if (open.isPresent()) {
                open = Optional.empty();
            } else if (word.startsWith("-")) {
                open = Optional.ofNullable(command.findOption(word)).filter(Candidates::wantsValue);
            } else if (next != null) {
                command = next.getCommandSpec();
            }
        }
        SortedMap<String, String> all = open.map(Candidates::values).orElse(next(command, typed));
        all.keySet().removeIf(each -> !each.startsWith(typed));
        return all;
    }

    private static boolean wantsValue(OptionSpec option) {
        return option.arity().max() > 0 && option.arity().min() > 0;
    }

    private static SortedMap<String, String> values(ArgSpec argument) {
        SortedMap<String, String> values = new TreeMap<>();
        if (argument.completionCandidates() != null) {
            argument.completionCandidates().forEach(value -> values.put(value, ""));
        }
        return values;
    }

    private SortedMap<String, String> next(CommandSpec command, String typed) {
        SortedMap<String, String> all = new TreeMap<>();
        if (typed.startsWith("-")) {
            command.options().stream()
                    .filter(option -> !option.hidden())
                    .forEach(option -> all.put(option.longestName(), words(command, HelpWords.about(option))));
        } else if (command.parent() == null) {
            roster.commands().forEach(each -> all.put(each.name(), each.words(language)));
        } else {
            command.subcommands()
                    .forEach((name, each) ->
                            all.put(name, words(each.getCommandSpec(), HelpWords.about(each.getCommandSpec()))));
            command.positionalParameters().forEach(each -> all.putAll(values(each)));
        }
        return all;
    }

    private String words(CommandSpec command, String english) {
        String first = HelpPage.sentences(HelpWords.in(language, command, english)).stream()
                .findFirst()
                .orElse("");
        String text = first.replaceAll("\\s*[(（{$].*", "");
        int most = switch (language) {
            case EN -> MOST_WORDS;
            case ZH -> MOST_WORDS / 2;
        };
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
