package io.xisuan.cli.programmes;

import io.xisuan.model.InputException;
import io.xisuan.operator.programmes.ShippedProgrammes;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code programmes manifest ID...}: the definitions that are shipped, as they were written. */
@Command(
        name = "manifest",
        description = "Prints shipped definitions as YAML, for a cluster or as a start for one's own.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan programmes manifest nanning-2025 | kubectl apply -f -"})
public final class ManifestCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", arity = "1..*", description = "The programmes.")
    private List<String> ids = new ArrayList<>();

    @Override
    public void run() {
        for (String id : ids) {
            if (!ShippedProgrammes.IDS.contains(id)) {
                throw InputException.of("no programme \"%s\" is shipped; known are %s"
                        .formatted(id, String.join(", ", ShippedProgrammes.IDS)));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        for (String id : ids) {
            out.print("---\n" + ShippedProgrammes.manifest(id));
        }
        out.flush();
    }
}
