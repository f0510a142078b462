package io.xisuan.benchmarks;

import io.xisuan.model.InputException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts a run by its name.
 *
 * <p>Exits with 0 when it measured (whether or not a bar is reached), 2 on bad usage, 3 when it could not measure, 70 on a
 * defect.
 */
public final class Main {
    private static final int MEASURED = 0;
    private static final int BAD_USAGE = 2;
    private static final int NOT_MEASURED = 3;

    private final List<Run> runs;
    private final PrintWriter out;
    private final PrintWriter err;

    Main(List<Run> runs, PrintWriter out, PrintWriter err) {
        this.runs = List.copyOf(runs);
        this.out = out;
        this.err = err;
    }

    /** Runs the program. */
    public static void main(String[] arguments) {
        PrintWriter err = writer(System.err);
        try {
            System.exit(new Main(Catalogue.runs(), writer(System.out), err).run(List.of(arguments)));
        } catch (RuntimeException e) {
            e.printStackTrace(err);
            err.flush();
            System.exit(70);
        }
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /** Returns the exit code. */
    int run(List<String> arguments) {
        String name = arguments.isEmpty() ? "" : arguments.getFirst();
        if (name.equals("list")) {
            list(out);
            return MEASURED;
        }
        Optional<Run> chosen =
                runs.stream().filter(run -> run.name().equals(name)).findFirst();
        if (chosen.isEmpty()) {
            err.println(
                    name.isEmpty()
                            ? "benchmarks: which run? One of"
                            : "benchmarks: there is no run \"%s\"; known are".formatted(name));
            list(err);
            return BAD_USAGE;
        }
        try {
            measure(chosen.get(), arguments.subList(1, arguments.size()));
            return MEASURED;
        } catch (InputException e) {
            err.println("benchmarks: " + e.getMessage());
            return BAD_USAGE;
        } catch (NotMeasured e) {
            err.println("benchmarks: %s was not measured: %s".formatted(name, e.reason()));
            return NOT_MEASURED;
        }
    }

    private void measure(Run run, List<String> options) {
        Parameters parameters = Parameters.read(run, options);
        Map<String, String> machine = Machine.facts();
        Run.Measured measured = run.measure(parameters, line -> err.println(line));
        new Report(run.name(), parameters, machine, measured).print(out);
    }

    private void list(PrintWriter to) {
        runs.forEach(run -> to.println("%-12s %s".formatted(run.name(), run.about())));
        to.flush();
    }
}
