package io.xisuan.cli.journal;

import io.xisuan.billing.invoice.BookRow;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceLine;
import io.xisuan.billing.store.LineBooks;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.model.InputException;
import io.xisuan.operator.metering.journal.JournalSource;
import io.xisuan.operator.metering.journal.ProofFile;
import io.xisuan.operator.metering.journal.Proofs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the proof that records are in a journal, for somebody who does not have the journal. */
@Command(
        name = "prove",
        description = "Proves that a record, or all usage behind an invoice's line, is in the journal: a JSON file.",
        footer = {
            "",
            "Examples:",
            "  xisuan journal prove /var/lib/xisuan/journal --record 1042 --out proof.json",
            "  xisuan journal prove /var/lib/xisuan/journal --line ZW-2026-000001 3 --out proof.json",
            "",
            "Whoever has the file and the public key checks it alone: xisuan journal verify-proof proof.json --key journal.pub"
        },
        mixinStandardHelpOptions = true)
public final class JournalProveCommand implements Runnable {
    @Parameters(
            paramLabel = "JOURNAL",
            description = "The folder of the journal's segments, or the URL of the store that it is beside.")
    private String place = "";

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private What what;

    @Option(names = "--out", paramLabel = "FILE", description = "Where the proof goes (default: standard output).")
    private @Nullable Path out;

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    /** What is proved. */
    private static final class What {
        @Option(
                names = "--record",
                required = true,
                paramLabel = "ID|SEQ",
                description = "A usage id, or the number of a record.")
        private @Nullable String record;

        @Option(
                names = "--line",
                required = true,
                arity = "2",
                paramLabel = "NUMBER LINE",
                description = "An issued document and the number of its line: all usage behind it.")
        private @Nullable List<String> line;
    }

    @Override
    public void run() {
        ProofFile file;
        try (JournalSource journal = JournalSources.of(place)) {
            file = what.line == null
                    ? ofRecord(journal, what.record == null ? "" : what.record)
                    : ofLine(journal, what.line);
        }
        write(file.text());
        spec.commandLine()
                .getErr()
                .println("%s: %d records".formatted(file.about(), file.proofs().size()));
    }

    private static ProofFile ofRecord(JournalSource journal, String record) {
        SortedSet<Long> seqs = new TreeSet<>();
        if (record.matches("[0-9]{1,18}")) {
            seqs.add(Long.parseLong(record));
        } else {
            seqs.addAll(journal.locate(new TreeSet<>(List.of(record))).values());
        }
        if (seqs.isEmpty()) {
            throw InputException.of("--record: no record of the journal has the id \"%s\"".formatted(record));
        }
        return new ProofFile("record " + record, new Proofs(journal).of(seqs));
    }

    private ProofFile ofLine(JournalSource journal, List<String> named) {
        NavigableSet<String> ids = new TreeSet<>();
        try (Store store = database.openReadOnly()) {
            Invoice invoice = Store.read(store.invoice(named.get(0))
                    .orElseThrow(
                            () -> InputException.of("--line: there is no document \"%s\"".formatted(named.get(0)))));
            new LineBooks(store)
                    .slicesOf(invoice.journal(), line(invoice, named.get(1))).stream()
                            .map(BookRow::usage)
                            .forEach(ids::add);
        }
        SortedMap<String, Long> found = journal.locate(ids);
        ids.stream().filter(id -> !found.containsKey(id)).findFirst().ifPresent(missing -> {
            throw InputException.of("--line: the usage %s behind it is not in this journal".formatted(missing));
        });
        if (found.isEmpty()) {
            throw InputException.of(
                    "--line: line %s of %s has no usage behind it".formatted(named.get(1), named.get(0)));
        }
        return new ProofFile(
                "%s line %s".formatted(named.get(0), named.get(1)),
                new Proofs(journal).of(new TreeSet<>(found.values())));
    }

    private static InvoiceLine line(Invoice invoice, String number) {
        int lines = invoice.lines().size();
        int wanted = number.matches("[0-9]{1,9}") ? Integer.parseInt(number) : 0;
        if (wanted < 1 || wanted > lines) {
            throw InputException.of("--line: the document has lines 1 to %d, not \"%s\"".formatted(lines, number));
        }
        return invoice.lines().get(wanted - 1);
    }

    private void write(String text) {
        if (out == null) {
            spec.commandLine().getOut().print(text);
            spec.commandLine().getOut().flush();
            return;
        }
        try {
            Files.writeString(out, text);
        } catch (IOException e) {
            throw InputException.of("--out: %s cannot be written: %s".formatted(out, e.getMessage()));
        }
    }
}
