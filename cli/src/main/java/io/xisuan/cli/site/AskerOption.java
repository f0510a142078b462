package io.xisuan.cli.site;

import io.xisuan.billing.control.Principal;
import io.xisuan.cli.context.Context;
import io.xisuan.cli.context.ContextFile;
import io.xisuan.model.InputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --as}: who asks, as the store names that person; {@code --by} is a time in these commands. */
public final class AskerOption {
    @Option(
            names = "--as",
            paramLabel = "NAME",
            description =
                    "Who asks, as the store will name that person (default: the context's, else the user of this system).")
    private @Nullable String name;

    /** Returns who asks. */
    public Principal principal() {
        String given = name != null
                ? name
                : ContextFile.chosen().flatMap(Context::person).orElse(System.getProperty("user.name", ""));
        try {
            return new Principal(given);
        } catch (IllegalArgumentException e) {
            throw InputException.of("--as: " + e.getMessage());
        }
    }
}
