package io.xisuan.cli.shell;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/** All commands by the kinds of users that they are for; makes those that a command line needs, and no others, because making all of them takes longer than most of them run. */
public record Roster(List<Section> sections) {
    public Roster {
        sections = List.copyOf(sections);
    }

    /** Returns the commands in the order of the sections. */
    public List<Listed> commands() {
        return sections.stream().flatMap(section -> section.commands().stream()).toList();
    }

    /** Returns the names of all commands. */
    public List<String> names() {
        return commands().stream().map(Listed::name).toList();
    }

    /** Gives the root every command. */
    public void addAll(CommandLine root) {
        commands().forEach(each -> root.addSubcommand(each.name(), new CommandLine(each.type())));
    }

    /** Gives the root the command that the first of the words names, if one does. */
    public Optional<Listed> addCalled(CommandLine root, List<String> words) {
        List<Listed> known = commands();
        Optional<Listed> called = words.stream()
                .flatMap(word -> known.stream().filter(each -> each.isCalled(word)))
                .findFirst();
        called.ifPresent(each -> root.addSubcommand(each.name(), new CommandLine(each.type())));
        return called;
    }
}
