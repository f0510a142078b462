package io.xisuan.cli.journal;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import io.xisuan.model.SpreadsheetText;
import io.xisuan.operator.metering.journal.JournalRecord;
import io.xisuan.operator.metering.journal.JournalSource;
import io.xisuan.operator.metering.journal.SegmentCopy;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a journal's records for other programs; the same records give the same bytes. */
@Command(
        name = "export",
        description =
                "Writes records as NDJSON or CSV, or sealed hours as segment files; the same records always give the same bytes.",
        footer = {
            "",
            "Example:",
            "  xisuan journal export /var/lib/xisuan/journal --format csv --period 2026-10 --out usage.csv",
            "",
            "With --period: usage, corrections, nodes, losses and findings that begin in the month of Beijing time; remarks have no time.",
            "In CSV no text runs as a formula in a spreadsheet; in NDJSON bodies are byte for byte those of the journal.",
            "With segments, --out is a folder: it gets the sealed hours that it does not have yet, for journal verify, show and prove."
        },
        mixinStandardHelpOptions = true)
public final class JournalExportCommand implements Runnable {
    @Parameters(
            paramLabel = "JOURNAL",
            description = "The folder of the journal's segments, or the URL of the store that it is beside.")
    private String place = "";

    /** The forms of an export, as they are typed. */
    enum Form {
        ndjson,
        csv,
        segments
    }

    @Option(names = "--format", required = true, paramLabel = "FORM", description = "${COMPLETION-CANDIDATES}.")
    private Form form = Form.ndjson;

    @Option(names = "--period", paramLabel = "MONTH", description = "What begins in this month, as 2026-10.")
    private @Nullable String period;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The file to write; the folder, for segments.")
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private Path out;

    @Override
    public void run() {
        Optional<BillingPeriod> month = Optional.ofNullable(period).map(JournalExportCommand::month);
        if (form == Form.segments) {
            segments(month);
            return;
        }
        try (JournalSource journal = JournalSources.of(place);
                OutputStream file = new BufferedOutputStream(Files.newOutputStream(out));
                Writer text = new OutputStreamWriter(file, StandardCharsets.UTF_8)) {
            switch (form) {
                case ndjson ->
                    journal.readFrom(1, record -> {
                        if (in(month, record)) {
                            write(text, record);
                        }
                    });
                case csv -> csv(journal, month, text);
                case segments -> throw new IllegalStateException("Segments are written to a folder");
            }
        } catch (IOException | UncheckedIOException e) {
            throw InputException.of("--out: %s cannot be written: %s".formatted(out, e.getMessage()));
        }
    }

    private void segments(Optional<BillingPeriod> month) {
        if (month.isPresent()) {
            throw InputException.of("--period: segments hold whole hours of recording; leave it out");
        }
        try (JournalSource journal = JournalSources.of(place)) {
            new SegmentCopy(out, Optional.empty()).write(journal::readBetween, journal.seals(), Long.MAX_VALUE);
        } catch (UncheckedIOException e) {
            throw InputException.of("--out: %s cannot be written: %s".formatted(out, e.getMessage()));
        }
    }

    private static BillingPeriod month(String text) {
        try {
            return BillingPeriod.parse(text);
        } catch (IllegalArgumentException e) {
            throw InputException.of("--period: \"%s\" is no month, as 2026-10".formatted(text));
        }
    }

    private static void csv(JournalSource journal, Optional<BillingPeriod> month, Writer text) {
        // Closing the writer of lines would close the file before its own owner does.
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
        csv.writeRecord(EntryRow.COLUMNS);
        journal.readFrom(1, record -> {
            EntryRow row = EntryRow.of(record);
            if (in(month, row)) {
                csv.writeRecord(row.cells().stream().map(SpreadsheetText::inert).toList());
            }
        });
        flush(csv);
    }

    private static void flush(CsvWriter csv) {
        try {
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean in(Optional<BillingPeriod> month, JournalRecord record) {
        return month.isEmpty() || in(month, EntryRow.of(record));
    }

    private static boolean in(Optional<BillingPeriod> month, EntryRow row) {
        return month.isEmpty()
                || row.from()
                        .filter(start -> month.get().interval().startMillis() <= start.toEpochMilli()
                                && start.toEpochMilli() < month.get().interval().endMillis())
                        .isPresent();
    }

    private static void write(Writer text, JournalRecord record) {
        try {
            text.write("{\"seq\":%d,\"format\":\"%c\",\"hash\":\"%s\",\"body\":"
                    .formatted(record.seq(), record.format(), record.hash()));
            text.write(record.body());
            text.write("}\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
