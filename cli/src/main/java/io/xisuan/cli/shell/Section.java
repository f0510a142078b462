package io.xisuan.cli.shell;

import io.xisuan.billing.rendering.Language;
import java.util.List;

/**
 * The commands of one kind of user, under one heading of the program's help.
 *
 * @param zh the heading in Chinese
 * @param en the heading in English
 */
public record Section(String zh, String en, List<Listed> commands) {
    public Section {
        commands = List.copyOf(commands);
        if (zh.isBlank() || en.isBlank() || commands.isEmpty()) {
            throw new IllegalArgumentException("A section needs a heading in both languages, and commands");
        }
    }

    /** Returns its heading. */
    public String heading(Language language) {
        return language.of(zh, en);
    }
}
