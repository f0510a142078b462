package io.xisuan.cli;

import io.xisuan.cli.agent.AgentCommand;
import io.xisuan.cli.output.CommonOptions;
import io.xisuan.cli.output.Terminal;
import io.xisuan.cli.shell.Program;
import io.xisuan.cli.shell.Roster;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;

/** The entry point of the program xisuan; its commands stand in {@link Commands}. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                Terminal.ofProcess(System.getenv()),
                arguments));
    }

    /** Runs one command with the given outputs, which no terminal shows, and returns its exit code. */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return run(out, err, Terminal.NONE, arguments);
    }

    /** Runs one command and returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, Terminal terminal, String... arguments) {
        List<String> words = List.of(arguments);
        CommonOptions common = new CommonOptions(terminal);
        if (!words.isEmpty() && words.getFirst().equals(AgentCommand.NAME)) {
            // The agent runs on every node: the other commands' classes would cost it memory.
            CommandLine agent = new CommandLine(new AgentCommand()).setCommandName("xisuan " + AgentCommand.NAME);
            return new Program(new Roster(List.of()), common, out, err).run(agent, words.subList(1, words.size()));
        }
        return new Program(Commands.roster(), common, out, err).run(words);
    }

    /** Returns the program with all its commands made, for what looks at all of them. */
    public static CommandLine whole() {
        return whole(new CommonOptions(Terminal.NONE));
    }

    /** Returns the program with all its commands made, in the language of these options. */
    static CommandLine whole(CommonOptions common) {
        return new Program(
                        Commands.roster(),
                        common,
                        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                        new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .whole();
    }
}
