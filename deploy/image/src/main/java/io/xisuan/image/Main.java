package io.xisuan.image;

import io.xisuan.cli.ExitCode;
import io.xisuan.model.InputException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point of what {@code deploy/image/build} and {@code deploy/bundle} start. */
@Command(
        name = "image",
        description = "Makes the container image of xisuan without a container engine.",
        mixinStandardHelpOptions = true,
        subcommands = {BuildCommand.class, BundleCommand.class, FetchCommand.class, UnpackCommand.class})
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new Main());
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, result) -> report(failure, command));
        System.exit(line.execute(arguments));
    }

    private static int report(Exception failure, CommandLine command) throws Exception {
        if (failure instanceof InputException) {
            command.getErr().println("image: " + failure.getMessage());
            return ExitCode.BAD_INPUT.code();
        }
        if (failure instanceof UncheckedIOException) {
            command.getErr().println("image: " + failure.getMessage() + ": " + failure.getCause());
            return ExitCode.ANSWER_IS_NO.code();
        }
        throw failure;
    }
}
