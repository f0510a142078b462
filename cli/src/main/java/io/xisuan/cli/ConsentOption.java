package io.xisuan.cli;

import io.xisuan.billing.rendering.Language;
import io.xisuan.model.InputException;
import java.io.Console;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --yes}, mixed into each command that asks once before it does what cannot be taken back. */
public final class ConsentOption {
    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask first; needed where nobody can answer, as in a script.")
    private boolean yes;

    /**
     * Asks a person once, unless {@code --yes} was given.
     *
     * @param question what is done, without the words that say how to answer
     * @return whether to go on
     * @throws InputException where there is no terminal to ask on
     */
    public boolean given(String question, Language language) {
        return yes || asked(question, language, System.console());
    }

    private static boolean asked(String question, Language language, @Nullable Console console) {
        if (console == null) {
            throw InputException.of("%s Nobody can be asked here: say --yes".formatted(question));
        }
        String said = console.readLine("%s %s ", question, language.of("输入 y 继续：", "Type y to go on:"));
        String answer = said == null ? "" : said.strip().toLowerCase(Locale.ROOT);
        return answer.equals("y") || answer.equals("yes") || answer.equals("是");
    }
}
