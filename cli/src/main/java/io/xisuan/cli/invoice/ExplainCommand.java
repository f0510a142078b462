package io.xisuan.cli.invoice;

import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.entitlement.HoldLine;
import io.xisuan.billing.entitlement.HoldOwner;
import io.xisuan.billing.explain.LineExplanation;
import io.xisuan.billing.invoice.BookRow;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceLine;
import io.xisuan.billing.store.LineBooks;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.JournalPlace;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import io.xisuan.operator.metering.journal.EntryCodec;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.JournalRecord;
import io.xisuan.operator.metering.journal.JournalSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code invoice explain NUMBER LINE}: a line down to intervals and evidence, and why each programme pays what it pays. */
@Command(
        name = "explain",
        description =
                "Explains one line of an issued document: price, VAT, each programme's share and why, slices and evidence.",
        footer = {
            "",
            "Examples:",
            "  xisuan invoice explain ZW-2026-000001 3",
            "  xisuan invoice explain ZW-2026-000001 3 --journal /var/lib/xisuan/journal --lang zh",
            "",
            "With --journal each interval is found in the usage journal, with its record and the hash of the chain there."
        },
        mixinStandardHelpOptions = true)
public final class ExplainCommand implements Runnable {
    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Parameters(index = "0", paramLabel = "NUMBER", description = "The document, as ZW-2026-000001.")
    private String number = "";

    @Parameters(index = "1", paramLabel = "LINE", description = "The number of the line, from 1.")
    private int line;

    @Option(
            names = "--journal",
            paramLabel = "DIR|URL",
            description = "The usage journal: a folder of segments, or the URL of a store on a server.")
    private @Nullable String journal;

    @Override
    public void run() {
        try (Store store = database.openReadOnly()) {
            Invoice invoice = Store.read(Numbers.find(store, number));
            LineExplanation explanation = LineExplanation.of(invoice, line, output.language());
            InvoiceLine of = explanation.line();
            String problem = "";
            List<BookRow> rows = List.of();
            try {
                rows = new LineBooks(store).slicesOf(invoice.journal(), of);
            } catch (InputException e) {
                problem = String.valueOf(e.getMessage());
            }
            SortedMap<String, JournalRecord> records = records(rows);
            ExplainedLine explained = ExplainedLine.of(
                    explanation,
                    invoice,
                    rows,
                    records,
                    hold(store, invoice, of),
                    rows.isEmpty() && problem.isEmpty() ? "the line book has no slice of this line" : problem);
            new ExplainPage(explained, output.language()).print(output.output());
        }
    }

    private static Optional<ExplainedLine.Held> hold(Store store, Invoice invoice, InvoiceLine of) {
        HoldOwner owner = new HoldOwner(
                invoice.seller().supplier(),
                of.attempt().job().uid(),
                of.attempt().attempt());
        return store.hold(owner)
                .map(hold ->
                        new ExplainedLine.Held(owner.holdId(), sum(hold, HoldLine::held), sum(hold, HoldLine::posted)));
    }

    private static Money sum(Hold hold, java.util.function.Function<HoldLine, Money> amount) {
        return hold.lines().stream().map(amount).reduce(Money.ZERO, Money::plus);
    }

    /** Returns the id of the usage that a record says, first or in place of what was said before. */
    private static Optional<String> said(JournalRecord stored) {
        return switch (EntryCodec.decode(stored)) {
            case JournalEntry.Usage entry -> Optional.of(entry.usage().id());
            case JournalEntry.Correction entry -> Optional.of(entry.corrected().id());
            case JournalEntry.Node entry -> Optional.empty();
            case JournalEntry.Remark entry -> Optional.empty();
            case JournalEntry.Closed entry -> Optional.empty();
            case JournalEntry.PodLost entry -> Optional.empty();
            case JournalEntry.Found entry -> Optional.empty();
        };
    }

    /** Returns the records of the intervals, by usage id; empty where no journal was named. */
    private SortedMap<String, JournalRecord> records(List<BookRow> rows) {
        SortedMap<String, JournalRecord> found = new TreeMap<>();
        if (journal != null) {
            SortedSet<String> wanted =
                    new TreeSet<>(rows.stream().map(BookRow::usage).toList());
            try (JournalSource source = JournalPlace.open(journal)) {
                source.read(stored ->
                        said(stored).filter(id -> wanted.contains(id)).ifPresent(id -> found.put(id, stored)));
            }
        }
        return found;
    }
}
