package io.xisuan.cli.shell;

import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.CommonOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program without a command: says on standard error which there are, because nothing was done. */
@Command(name = "xisuan", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
final class Root implements Callable<Integer> {
    private final CommonOptions common;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec spec;

    Root(CommonOptions common) {
        this.common = common;
    }

    @Option(names = "--lang", paramLabel = "zh|en", hidden = true, description = "The language, before any command.")
    void language(Language asked) {
        common.language(asked);
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.BAD_INPUT.code();
    }
}
