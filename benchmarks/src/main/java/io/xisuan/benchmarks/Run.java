package io.xisuan.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One benchmark or experiment that can be started by its name. */
public interface Run {
    /** Returns the name on the command line. */
    String name();

    /** Returns one line that says what is measured. */
    String about();

    /** Returns the options with their defaults, in the order in which they are shown. */
    Map<String, String> defaults();

    /**
     * Measures.
     *
     * @param progress takes lines for people who wait
     * @throws NotMeasured when something that is needed is missing, or nothing was done that could be timed
     */
    Measured measure(Parameters parameters, Consumer<String> progress);

    /** What a run found: its figures, and what one has to know to read them. */
    record Measured(List<Figure> figures, List<String> notes) {
        public Measured {
            figures = List.copyOf(figures);
            notes = List.copyOf(notes);
            if (figures.isEmpty()) {
                throw new NotMeasured("no figure came of it");
            }
        }
    }
}
