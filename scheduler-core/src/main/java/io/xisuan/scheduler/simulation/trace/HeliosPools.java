package io.xisuan.scheduler.simulation.trace;

import io.xisuan.model.InputException;
import io.xisuan.scheduler.simulation.TraceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Machines of 8 GPUs by virtual cluster, from the comment above the jobs of a Helios slice: {@code # per-VC pool sizes
 * (nodes, 8 GPU/node): vcvGl=20, vcvlY=2}. The file of the jobs thus serves as the file of the nodes.
 */
final class HeliosPools implements NodeLayout {
    private static final Pattern COMMENT = Pattern.compile("#\\s*per-VC pool sizes \\(nodes, 8 GPU/node\\):(.*)");
    private static final Pattern POOL = Pattern.compile("\\s*([^=,\\s]+)=([1-9][0-9]{0,4})\\s*");

    @Override
    public String name() {
        return "Helios jobs with their pool sizes in a comment";
    }

    @Override
    public List<String> columns() {
        return new HeliosJobs().columns();
    }

    @Override
    public List<TraceNode> read(CsvFile file) {
        List<TraceNode> nodes = new ArrayList<>();
        for (int i = 0; i < file.comments().size(); i++) {
            Matcher comment = COMMENT.matcher(file.comments().get(i));
            if (comment.matches()) {
                for (String part : comment.group(1).split(",", -1)) {
                    nodes.addAll(pool(part, file.name(), i + 1));
                }
            }
        }
        if (nodes.isEmpty()) {
            throw InputException.at(
                    file.name(),
                    1,
                    "comment",
                    "no line \"# per-VC pool sizes (nodes, 8 GPU/node): NAME=COUNT, ...\" above the header;"
                            + " give the nodes as a file with the columns vc,node num");
        }
        return nodes;
    }

    private static List<TraceNode> pool(String part, String file, int line) {
        Matcher pool = POOL.matcher(part);
        if (!pool.matches()) {
            throw InputException.at(file, line, "comment", "\"%s\" is no NAME=COUNT".formatted(part.strip()));
        }
        return PhillyNodes.counted(pool.group(1), Integer.parseInt(pool.group(2)));
    }
}
