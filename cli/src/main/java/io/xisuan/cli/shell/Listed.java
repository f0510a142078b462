package io.xisuan.cli.shell;

import io.xisuan.billing.rendering.Language;
import java.util.List;
import picocli.CommandLine.Command;

/**
 * A command at the top, as the program's help lists it; its class is not made before somebody asks for it.
 *
 * @param type the class with the annotation that names it
 * @param zh what it is for, in a few Chinese words
 * @param en the same in English
 */
public record Listed(Class<?> type, String zh, String en) {
    public Listed {
        if (type.getAnnotation(Command.class) == null || zh.isBlank() || en.isBlank()) {
            throw new IllegalArgumentException(type + " is no command, or lacks words");
        }
    }

    /** Returns the word that calls it. */
    public String name() {
        return type.getAnnotation(Command.class).name();
    }

    /** Returns whether a word calls it, by its name or another that it had before. */
    boolean isCalled(String word) {
        Command command = type.getAnnotation(Command.class);
        return command.name().equals(word) || List.of(command.aliases()).contains(word);
    }

    /** Returns what it is for. */
    public String words(Language language) {
        return language.of(zh, en);
    }
}
