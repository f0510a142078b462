package io.xisuan.cli.shell;

import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.output.WordList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What help says in Chinese, by the English text of the annotations: what several commands share is translated once, and a text that
 * was changed misses its translation, which a test finds. The list is read when Chinese help is first asked for.
 */
public final class HelpWords {
    private static final String LIST = "help.zh.txt";
    private static final String INDENT = "  ";

    private HelpWords() {}

    private static final class Chinese {
        private static final SortedMap<String, String> WORDS = read();
    }

    /** Returns all English texts of a command's help: what it is for, its options and arguments, its notes and remarks on examples. */
    public static List<String> of(CommandSpec command) {
        Footer footer = Footer.of(command);
        List<String> texts = new ArrayList<>();
        texts.add(about(command));
        command.args().stream()
                .filter(argument -> !argument.hidden())
                .map(HelpWords::about)
                .forEach(texts::add);
        footer.examples().stream().map(Footer.Example::about).forEach(texts::add);
        texts.addAll(footer.notes());
        return texts.stream().filter(text -> !text.isBlank()).toList();
    }

    /** Returns under which key the list has a text of a command: its own as {@code voucher grant: To whom.}, or one for all. */
    public static Optional<String> key(CommandSpec command, String english) {
        String own = Examples.path(command) + ": " + english;
        return Stream.of(own, english)
                .filter(text -> Chinese.WORDS.get(text) != null)
                .findFirst();
    }

    /** Returns the keys of the list. */
    public static Set<String> keys() {
        return Chinese.WORDS.keySet();
    }

    /** Returns a text of a command's help in a language; one that the list lacks stays as it is. */
    public static String in(Language language, CommandSpec command, String english) {
        return switch (language) {
            case EN -> english;
            case ZH ->
                key(command, english)
                        .flatMap(key -> Optional.ofNullable(Chinese.WORDS.get(key)))
                        .orElse(english);
        };
    }

    /** Returns what a command is for. */
    static String about(CommandSpec command) {
        return joined(command.usageMessage().description());
    }

    /** Returns what an option or argument is for. */
    static String about(ArgSpec argument) {
        return joined(argument.description());
    }

    private static String joined(String[] lines) {
        return String.join(" ", Arrays.stream(lines).map(String::strip).toList())
                .strip()
                .replace("%%", "%");
    }

    private static SortedMap<String, String> read() {
        SortedMap<String, String> words = new TreeMap<>();
        String english = "";
        for (String line : WordList.lines(HelpWords.class, LIST)) {
            boolean isChinese = line.startsWith(INDENT);
            if (isChinese == english.isEmpty() || (isChinese && words.put(english, line.strip()) != null)) {
                throw new IllegalStateException("%s: \"%s\" is no pair, or is there twice".formatted(LIST, line));
            }
            english = isChinese ? "" : line;
        }
        return words;
    }
}
