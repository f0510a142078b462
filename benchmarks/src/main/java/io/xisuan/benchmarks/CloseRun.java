package io.xisuan.benchmarks;

import io.xisuan.billing.invoice.CloseInput;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceDocument;
import io.xisuan.billing.invoice.Issuing;
import io.xisuan.billing.invoice.MonthClose;
import io.xisuan.billing.invoice.NumberBook;
import io.xisuan.billing.usage.UsageInterval;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The close of a month: from usage in memory to issued documents in canonical JSON. */
final class CloseRun implements Run {
    private static final Instant ISSUED = Instant.parse("2026-11-03T02:00:00Z");

    @Override
    public String name() {
        return "close";
    }

    @Override
    public String about() {
        return "close of a month: usage in memory to numbered invoices as JSON";
    }

    @Override
    public Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("tenants", "500");
        defaults.put("devices", "1000");
        defaults.put("days", "31");
        defaults.putAll(Rounds.DEFAULTS);
        return defaults;
    }

    @Override
    public Measured measure(Parameters parameters, Consumer<String> progress) {
        SampleMonth month = RatingRun.month(parameters);
        List<UsageInterval> usage = month.usage();
        int invoices = invoices(month.closeInput(usage)).size();
        Rounds rounds = Rounds.of("close", parameters, () -> closed(month, usage), progress);
        double memoryMb = Heap.usedMb(List.of(usage, invoices(month.closeInput(usage))));
        return new Measured(
                List.of(
                        Figure.timed("close-seconds", rounds.secondsEach(), "s", Optional.empty()),
                        Figure.once("memory-mb", memoryMb, "MB", Optional.empty()),
                        Figure.exact("invoices", BigDecimal.valueOf(invoices), "", Optional.empty())),
                List.of(
                        "%d usage records; de-duplicating, rating, subsidies, drafts, numbers and JSON; one thread."
                                .formatted(usage.size()),
                        "Reading the journal, ledger postings and files are not part of it.",
                        "Memory is the heap in use after a collection, with usage and invoices held."));
    }

    private static long closed(SampleMonth month, List<UsageInterval> usage) {
        long characters = 0;
        for (Invoice invoice : invoices(month.closeInput(usage))) {
            characters += InvoiceDocument.of(invoice).json().length();
        }
        return Math.min(1, characters);
    }

    /** Returns the issued invoices of a month. */
    static List<Invoice> invoices(CloseInput input) {
        return Issuing.issue(
                        Issuing.unchanged(MonthClose.close(input).drafts()),
                        NumberBook.fresh(Map.of(SampleMonth.SUPPLIER, "ZW")),
                        ISSUED)
                .invoices();
    }
}
