package io.xisuan.operator.metering.scrape;

import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.scrape.plan.Miss;
import io.xisuan.operator.metering.scrape.plan.OwedSlots;
import io.xisuan.operator.metering.scrape.plan.PlannedTarget;
import io.xisuan.operator.metering.scrape.plan.TargetKey;
import io.xisuan.operator.metering.scrape.plan.TargetProgress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far each target has come, in a file that the next process reads; one line a target, replaced as a whole. */
final class ScrapeState {
    private static final Logger LOG = LoggerFactory.getLogger(ScrapeState.class);
    private static final String FIRST = "xisuan-scrape 1";
    private static final int FIELDS = 8;
    private static final int OWED_FIELDS = 4;

    private final Path file;

    ScrapeState(Path file) {
        this.file = file;
    }

    /** Returns what was left; nothing when there is no file or it is damaged, which is said in the log. */
    List<TargetProgress> read() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            if (lines.isEmpty() || !lines.getFirst().equals(FIRST)) {
                throw new IllegalArgumentException("it does not begin with " + FIRST);
            }
            List<TargetProgress> left = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                left.add(read(line));
            }
            return left;
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{} is not read, so slots before this start have no gaps told: {}", file, e.getMessage());
            return List.of();
        }
    }

    private static TargetProgress read(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("a line has %d fields".formatted(fields.length));
        }
        TargetKey key = new TargetKey(new SiteId(fields[0]), new NodeName(fields[1]), fields[2]);
        List<OwedSlots> owed = new ArrayList<>();
        for (String range : fields[7].split(",", -1)) {
            if (!range.isEmpty()) {
                owed.add(owed(range.split(":", -1)));
            }
        }
        return new TargetProgress(
                new PlannedTarget(key, Long.parseLong(fields[3]), Long.parseLong(fields[4])),
                Long.parseLong(fields[5]),
                Boolean.parseBoolean(fields[6]),
                owed);
    }

    private static OwedSlots owed(String[] range) {
        if (range.length != OWED_FIELDS) {
            throw new IllegalArgumentException("a range has %d fields".formatted(range.length));
        }
        return new OwedSlots(
                Long.parseLong(range[0]), Long.parseLong(range[1]), Long.parseLong(range[2]), Miss.valueOf(range[3]));
    }

    /** Replaces what is kept. */
    void write(Collection<TargetProgress> progress) throws IOException {
        StringBuilder text = new StringBuilder(FIRST).append('\n');
        for (TargetProgress each : progress) {
            TargetKey key = each.target().key();
            text.append(key.site()).append('\t').append(key.node()).append('\t');
            text.append(key.name()).append('\t').append(each.target().intervalMillis());
            text.append('\t').append(each.target().timeoutMillis()).append('\t');
            text.append(each.nextSlot()).append('\t').append(each.gone()).append('\t');
            text.append(each.owed().stream().map(ScrapeState::text).collect(Collectors.joining(",")));
            text.append('\n');
        }
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(next, text, StandardCharsets.UTF_8);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String text(OwedSlots slots) {
        return slots.from() + ":" + slots.to() + ":" + slots.step() + ":"
                + slots.miss().name();
    }
}
