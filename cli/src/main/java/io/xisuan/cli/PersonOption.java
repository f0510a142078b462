package io.xisuan.cli;

import io.xisuan.billing.control.Principal;
import io.xisuan.cli.context.Context;
import io.xisuan.cli.context.ContextFile;
import io.xisuan.model.InputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --by}, mixed into each command that changes money: who does it, as the books will name that person. */
public final class PersonOption {
    @Option(
            names = "--by",
            paramLabel = "NAME",
            description =
                    "Who does it, as the books name that person (default: the context's, else the user of this system).")
    private @Nullable String name;

    /** Returns the person. */
    public Principal principal() {
        String given = name != null
                ? name
                : ContextFile.chosen().flatMap(Context::person).orElse(System.getProperty("user.name", ""));
        try {
            return new Principal(given);
        } catch (IllegalArgumentException e) {
            throw InputException.of("--by: " + e.getMessage());
        }
    }
}
