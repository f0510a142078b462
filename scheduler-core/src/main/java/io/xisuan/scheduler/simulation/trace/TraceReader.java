package io.xisuan.scheduler.simulation.trace;

import io.xisuan.model.InputException;
import io.xisuan.scheduler.simulation.Trace;
import io.xisuan.scheduler.simulation.TraceJob;
import io.xisuan.scheduler.simulation.TraceNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a trace from the lines of its two files; each layout is recognised by its header line.
 *
 * <p>Every error is an {@link InputException} with file, line and column; an unknown header is answered with the layouts
 * that are known.
 */
public final class TraceReader {
    private TraceReader() {}

    /** The lines of one file with its name for messages. */
    public record Source(Iterable<String> lines, String name) {}

    /** Reads machines and jobs that belong together. */
    public static Trace read(Source nodes, Source jobs) {
        CsvFile jobFile = CsvFile.read(jobs.lines(), jobs.name());
        JobLayout layout = jobFile.recognise(Layouts.JOBS);
        return Trace.of(nodes(nodes), jobs(jobFile, layout), layout.notes());
    }

    private static List<TraceNode> nodes(Source source) {
        CsvFile file = CsvFile.read(source.lines(), source.name());
        List<TraceNode> nodes = file.recognise(Layouts.NODES).read(file);
        if (nodes.isEmpty()) {
            throw InputException.at(source.name(), file.headerLine(), "header", "there are no nodes below it");
        }
        Set<String> seen = new HashSet<>();
        Set<String> models = new HashSet<>();
        for (int i = 0; i < nodes.size(); i++) {
            TraceNode node = nodes.get(i);
            if (!seen.add(node.site() + "\n" + node.name())) {
                throw duplicate(file, i, nodes);
            }
            models.add(node.model());
            if (models.size() > TraceNode.MAX_MODELS) {
                throw InputException.at(
                        file.name(),
                        lineOf(file, i, nodes),
                        "model",
                        "\"%s\" is one more than the %d models that are told apart"
                                .formatted(node.model(), TraceNode.MAX_MODELS));
            }
        }
        return nodes;
    }

    private static InputException duplicate(CsvFile file, int index, List<TraceNode> nodes) {
        TraceNode node = nodes.get(index);
        return InputException.at(
                file.name(),
                lineOf(file, index, nodes),
                "node",
                "%s of site %s occurs twice".formatted(node.name(), node.site()));
    }

    private static int lineOf(CsvFile file, int index, List<TraceNode> nodes) {
        boolean lineEach = nodes.size() == file.rows().size();
        return lineEach ? file.rows().get(index).line() : file.headerLine();
    }

    private static List<TraceJob> jobs(CsvFile file, JobLayout layout) {
        if (file.rows().isEmpty()) {
            throw InputException.at(file.name(), file.headerLine(), "header", "there are no jobs below it");
        }
        List<TraceJob> jobs = new ArrayList<>(file.rows().size());
        Map<String, Integer> lines = new HashMap<>();
        for (Row row : file.rows()) {
            TraceJob job = layout.read(row);
            Integer before = lines.putIfAbsent(job.name(), row.line());
            if (before != null) {
                throw row.wrong("job", "\"%s\" is the name of the job in line %d too".formatted(job.name(), before));
            }
            jobs.add(job);
        }
        return jobs;
    }
}
