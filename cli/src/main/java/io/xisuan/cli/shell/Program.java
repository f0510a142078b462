package io.xisuan.cli.shell;

import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.CommonOptions;
import io.xisuan.cli.output.Languages;
import io.xisuan.model.InputException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Runs one command line: makes the command that it names, runs it, and turns what goes wrong into one sentence and an exit code. */
public record Program(Roster roster, CommonOptions common, PrintWriter out, PrintWriter err) {
    private static final String NAME = "xisuan";
    /** What the shells' completion scripts call; a line for each candidate, with its words after a tab. */
    private static final String COMPLETE = "__complete";

    private static final String PAGE = "page";
    private static final int WIDEST_HELP = 120;

    /** Runs the words of a command line; returns the exit code. */
    public int run(List<String> words) {
        if (!words.isEmpty() && words.getFirst().equals(COMPLETE)) {
            return complete(words.subList(1, words.size()));
        }
        List<String> asked = helped(words);
        Languages.asked(words).ifPresent(common::language);
        CommandLine root = root();
        roster.addCalled(root, asked);
        configure(root);
        try {
            return root.execute(asked.toArray(String[]::new));
        } catch (StackOverflowError | OutOfMemoryError | LinkageError error) {
            return failed(error, root);
        }
    }

    /** Runs a command that stands for the program itself, without making any other. */
    public int run(CommandLine single, List<String> words) {
        single.getCommandSpec().addMixin(CommonOptions.MIXIN, CommandSpec.forAnnotatedObject(common));
        Languages.asked(words).ifPresent(common::language);
        configure(single);
        return single.execute(words.toArray(String[]::new));
    }

    /** Returns the program with all its commands, for what looks at all of them. */
    public CommandLine whole() {
        CommandLine root = root();
        roster.addAll(root);
        configure(root);
        return root;
    }

    private int complete(List<String> words) {
        Languages.asked(words).ifPresent(common::language);
        CommandLine root = root();
        roster.addCalled(root, words.subList(0, Math.max(0, words.size() - 1)));
        new Candidates(roster, language())
                .of(root, words)
                .forEach((word, what) -> out.print(what.isEmpty() ? word + "\n" : word + "\t" + what + "\n"));
        out.flush();
        return ExitCode.DONE.code();
    }

    /** {@code help site list} is {@code site list --help}. */
    private static List<String> helped(List<String> words) {
        if (words.isEmpty() || !words.getFirst().equals("help")) {
            return words;
        }
        List<String> asked = new ArrayList<>(words.subList(1, words.size()));
        asked.add("--help");
        return asked;
    }

    private CommandLine root() {
        CommandLine root = new CommandLine(new Root(common));
        CommandSpec spec = root.getCommandSpec();
        spec.addMixin(CommonOptions.MIXIN, CommandSpec.forAnnotatedObject(common));
        spec.version(Build.here().line());
        return root;
    }

    private String page(Help help) {
        boolean atTop = help.commandSpec().userObject() instanceof Root;
        return atTop ? top() : new HelpPage(help, language()).text();
    }

    private String top() {
        int width = common.terminal().width();
        return String.join("\n", new TopHelp(roster, language()).lines(width)) + "\n";
    }

    private void configure(CommandLine line) {
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setOut(out);
        line.setErr(err);
        line.setUsageHelpWidth(Math.clamp(common.terminal().width(), 80, WIDEST_HELP));
        line.setHelpSectionKeys(List.of(PAGE));
        line.setHelpSectionMap(Map.of(PAGE, this::page));
        line.setColorScheme(Help.defaultColorScheme(common.coloursOut() ? Ansi.ON : Ansi.OFF));
        line.setParameterExceptionHandler((mistake, words) -> mistaken(mistake));
        line.setExecutionExceptionHandler((failure, command, result) -> failed(failure, command));
    }

    private int mistaken(ParameterException mistake) {
        err.println(prefix() + new Mistakes(roster, language()).sentence(mistake));
        if (common.isDebug()) {
            mistake.printStackTrace(err);
        }
        return ExitCode.BAD_INPUT.code();
    }

    private int failed(Throwable failure, CommandLine command) {
        String path = Examples.path(command.getCommandSpec());
        return new Failures(language(), common.isDebug()).report(failure, path, err, prefix());
    }

    /** A context file that cannot be read must not keep a message from being said. */
    private Language language() {
        try {
            return common.language();
        } catch (InputException unreadable) {
            return Language.EN;
        }
    }

    private String prefix() {
        return common.coloursErr() ? "\u001b[31m" + NAME + ":\u001b[0m " : NAME + ": ";
    }
}
