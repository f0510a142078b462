package io.xisuan.cli.output;

import io.xisuan.billing.rendering.Language;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option {@code --lang} of a command whose result is no table: what a container wrote, or one sentence. Others have {@link OutputOption}. */
public final class LanguageOption {
    @Option(
            names = "--lang",
            paramLabel = "zh|en",
            description =
                    "The language of what people read (default: $XISUAN_LANG, else the context's, else that of the locale, else en).")
    private @Nullable Language named;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec command;

    /** Returns the language that was asked for, or that of the environment. */
    public Language language() {
        return named != null ? named : CommonOptions.of(command).language();
    }
}
