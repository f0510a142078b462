package io.xisuan.cli.journal;

import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.InputException;
import io.xisuan.operator.metering.journal.JournalSource;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows records of a journal. */
@Command(
        name = "show",
        description = "Shows records of a journal: all, or those of a job, tenant, node, kind, id or time.",
        footer = {
            "",
            "Examples:",
            "  xisuan journal show /var/lib/xisuan/journal --job research/train --kind usage",
            "  xisuan journal show DIR --from 2026-10-05T00:00:00+08:00 --until 2026-10-06T00:00:00+08:00 -o csv",
            "",
            "Times are those that the records are about. At most --limit records are shown; --after goes on from there."
        },
        mixinStandardHelpOptions = true)
public final class JournalShowCommand implements Runnable {
    @Parameters(
            paramLabel = "JOURNAL",
            description = "The folder of the journal's segments, or the URL of the store that it is beside.")
    private String place = "";

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "What ends after this time, as 2026-10-05T00:00:00+08:00.")
    private @Nullable String from;

    @Option(names = "--until", paramLabel = "TIME", description = "What begins before this time.")
    private @Nullable String until;

    @Option(names = "--job", paramLabel = "NAME", description = "namespace/name or uid of a job.")
    private @Nullable String job;

    @Option(names = "--tenant", paramLabel = "TENANT", description = "Usage of this tenant.")
    private @Nullable String tenant;

    @Option(names = "--node", paramLabel = "NODE", description = "What is about this node.")
    private @Nullable String node;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "usage, correction, node, remark, closed, pod_lost or found.")
    private @Nullable String kind;

    @Option(names = "--id", paramLabel = "ID", description = "The usage with this id, and what replaces it.")
    private @Nullable String id;

    @Option(names = "--after", paramLabel = "SEQ", description = "Records after this number (default: 0).")
    private long after;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many records (default: 100).")
    private int limit = 100;

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public void run() {
        if (limit < 1 || after < 0) {
            throw InputException.of("--limit is at least 1 and --after at least 0");
        }
        Optional<Instant> begin = instant("--from", from);
        Optional<Instant> end = instant("--until", until);
        List<EntryRow> rows = new ArrayList<>();
        try (JournalSource journal = JournalSources.of(place)) {
            journal.readFrom(after + 1, record -> {
                EntryRow row = EntryRow.of(record);
                if (!matches(row, begin, end)) {
                    return;
                }
                if (rows.size() == limit) {
                    throw new Enough();
                }
                rows.add(row);
            });
        } catch (Enough reached) {
            output.output().print(rows, table(rows));
            output.output()
                    .say("More records match: --after %d shows the next, --limit more at once."
                            .formatted(rows.get(rows.size() - 1).seq()));
            return;
        }
        output.print(rows, table(rows));
    }

    /** Ends the reading of a journal whose rest nobody wants. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Enough() {
            super("enough records", null, false, false);
        }
    }

    private boolean matches(EntryRow row, Optional<Instant> begin, Optional<Instant> end) {
        return (job == null || row.job().equals(job) || row.jobUid().equals(job))
                && (tenant == null || row.tenant().equals(tenant))
                && (node == null || row.node().equals(node))
                && (kind == null || row.kind().equals(kind.toUpperCase(Locale.ROOT)))
                && (id == null || row.id().equals(id) || row.about().equals(id))
                && begin.map(time ->
                                row.until().filter(last -> last.isAfter(time)).isPresent())
                        .orElse(true)
                && end.map(time ->
                                row.from().filter(first -> first.isBefore(time)).isPresent())
                        .orElse(true);
    }

    private static Optional<Instant> instant(String option, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            throw InputException.of(
                    "%s: \"%s\" is no time with its offset, as 2026-10-05T00:00:00+08:00".formatted(option, text));
        }
    }

    private static Table table(List<EntryRow> rows) {
        Table.Builder table = Table.of(
                Column.number("seq", "Record"),
                Column.name("kind", "Kind"),
                Column.name("tenant", "Tenant"),
                Column.name("job", "Job"),
                Column.name("attempt", "Attempt"),
                Column.name("node", "Node"),
                Column.name("lane", "Lane"),
                Column.name("from", "From"),
                Column.name("until", "Until"),
                Column.number("deviceMillis", "Device ms"),
                Column.name("class", "Class"),
                Column.text("about", "About"),
                Column.text("text", "Says"),
                Column.name("id", "Id"));
        rows.forEach(row -> table.row(
                row.seq(),
                row.kind(),
                row.tenant(),
                row.job(),
                row.attempt(),
                row.node(),
                row.lane(),
                row.from(),
                row.until(),
                row.millis(),
                row.usageClass() + (row.reason().isEmpty() ? "" : " " + row.reason()),
                row.about(),
                row.text(),
                row.id()));
        return table.build();
    }
}
