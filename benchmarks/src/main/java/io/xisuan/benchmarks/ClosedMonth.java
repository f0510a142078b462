package io.xisuan.benchmarks;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.EntitlementBook;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceDocument;
import io.xisuan.billing.invoice.InvoiceDraft;
import io.xisuan.billing.invoice.InvoicePostings;
import io.xisuan.billing.invoice.Issuing;
import io.xisuan.billing.invoice.JournalCut;
import io.xisuan.billing.invoice.MonthClose;
import io.xisuan.billing.invoice.NumberBook;
import io.xisuan.billing.invoice.RatingRun;
import io.xisuan.billing.ledger.LedgerBook;
import io.xisuan.billing.ledger.PostingSet;
import io.xisuan.billing.subsidy.Postings;
import io.xisuan.billing.subsidy.SubsidisedCharge;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.billing.usage.UsagePool;
import io.xisuan.model.ContractId;
import io.xisuan.operator.metering.journal.EntryCodec;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.SegmentJournal;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** One close of a sample month from its journal, its tenants shared out among threads. */
final class ClosedMonth {
    /** What came out, in numbers. */
    record Outcome(int invoices, long lines, long postingSets, long commands, long jsonBytes, long bookBytes) {
        Outcome plus(Outcome other) {
            return new Outcome(
                    invoices + other.invoices,
                    lines + other.lines,
                    postingSets + other.postingSets,
                    commands + other.commands,
                    jsonBytes + other.jsonBytes,
                    bookBytes + other.bookBytes);
        }
    }

    /** The drafts of one share of the tenants, and what they did on the way. */
    private record Share(List<Issuing.Reviewed> drafts, long commands, long bookBytes) {}

    private final SampleMonth month;
    private final Path folder;
    private final int threads;
    private final EntitlementBook balances;

    ClosedMonth(SampleMonth month, Path folder, int threads) {
        this.month = month;
        this.folder = folder;
        this.threads = threads;
        this.balances = month.balances();
    }

    Outcome closed(Consumer<String> progress) throws IOException {
        // 1. Read the journal, chain checked, and share its usage out by tenant.
        List<List<UsageInterval>> shares = read();
        long records = shares.stream().mapToLong(List::size).sum();
        JournalCut cut = new JournalCut(1, records, Sha256.hex("journal"));
        progress.accept("journal read");
        // 2. Rate with line books, subsidise, draft.
        List<Share> drafted = each(share -> drafted(share, shares.get(share), cut));
        shares.clear();
        progress.accept("drafted");
        // 3. Number all drafts in one order.
        List<Issuing.Reviewed> drafts =
                drafted.stream().flatMap(share -> share.drafts().stream()).toList();
        List<Invoice> invoices = Issuing.issue(
                        drafts, NumberBook.fresh(Map.of(SampleMonth.SUPPLIER, "ZW")), CloseRun.ISSUED)
                .invoices();
        progress.accept("numbered");
        // 4. Documents and books.
        Outcome outcome =
                each(share -> documents(share, invoices)).stream().reduce(new Outcome(0, 0, 0, 0, 0, 0), Outcome::plus);
        for (Share share : drafted) {
            outcome = outcome.plus(new Outcome(0, 0, 0, share.commands(), 0, share.bookBytes()));
        }
        progress.accept("written");
        return outcome;
    }

    private List<List<UsageInterval>> read() {
        List<List<UsageInterval>> shares = new ArrayList<>();
        IntStream.range(0, threads).forEach(share -> shares.add(new ArrayList<>()));
        UsagePool pool = new UsagePool();
        SegmentJournal.read(folder.resolve("journal"), record -> {
            if (EntryCodec.decode(record) instanceof JournalEntry.Usage entry) {
                UsageInterval usage = pool.shared(entry.usage());
                int share = Math.floorMod(usage.tenant().value().hashCode(), threads);
                shares.get(share).add(usage);
            }
        });
        return shares;
    }

    private Share drafted(int share, List<UsageInterval> usage, JournalCut cut) throws IOException {
        MonthClose.Result close = MonthClose.close(month.closeInput(usage, cut));
        long bookBytes = 0;
        try (OutputStream books = file("books-" + share)) {
            for (RatingRun run : close.runs()) {
                byte[] book = run.book().compressed();
                books.write(book);
                bookBytes += book.length;
            }
        }
        SortedMap<ContractId, List<SubsidisedCharge>> charges = close.byContract();
        long commands = 0;
        for (InvoiceDraft draft : close.drafts()) {
            List<Command> posted = Postings.commands(
                    charges.getOrDefault(draft.contract(), List.of()),
                    draft.seller().supplier(),
                    balances::hold);
            commands += posted.size();
        }
        return new Share(Issuing.unchanged(close.drafts()), commands, bookBytes);
    }

    private Outcome documents(int share, List<Invoice> invoices) throws IOException {
        LedgerBook ledger = new LedgerBook();
        Outcome outcome = new Outcome(0, 0, 0, 0, 0, 0);
        try (OutputStream documents = file("documents-" + share)) {
            for (int i = share; i < invoices.size(); i += threads) {
                Invoice invoice = invoices.get(i);
                byte[] json = InvoiceDocument.of(invoice).bytes();
                documents.write(json);
                List<PostingSet> sets = InvoicePostings.of(invoice);
                sets.forEach(set -> ledger.append(set, CloseRun.ISSUED.toEpochMilli()));
                outcome = outcome.plus(new Outcome(1, invoice.lines().size(), sets.size(), 0, json.length, 0));
            }
        }
        return outcome;
    }

    private OutputStream file(String name) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(folder.resolve(name)));
    }

    /** The work of one thread. */
    private interface Work<T> {
        T of(int share) throws IOException;
    }

    private <T> List<T> each(Work<T> work) {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Callable<T>> calls = IntStream.range(0, threads)
                    .<Callable<T>>mapToObj(share -> () -> work.of(share))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> done : pool.invokeAll(calls)) {
                results.add(done.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotMeasured("the close was interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw new UncheckedIOException(io);
            }
            throw new IllegalStateException("A share of the tenants could not be closed", e.getCause());
        }
    }
}
