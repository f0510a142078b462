package io.xisuan.cli.invoice;

import io.xisuan.billing.einvoice.EInvoiceNumber;
import io.xisuan.billing.invoice.Correction;
import io.xisuan.billing.receivable.ItemState;
import io.xisuan.billing.store.EInvoiceBook;
import io.xisuan.billing.store.InvoiceFilter;
import io.xisuan.billing.store.ReceivableBook;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.store.StoredInvoice;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.ShownTime;
import io.xisuan.cli.output.Table;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import io.xisuan.model.TenantId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code invoice list}: one row for each issued invoice. */
@Command(
        name = "list",
        description = "Lists issued invoices and notes in order of issue.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan invoice list --month 2026-03 -o csv"})
public final class ListCommand implements Runnable {
    private final Clock clock = Clock.systemUTC();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Option(names = "--tenant", paramLabel = "TENANT", description = "Only this tenant's.")
    private @Nullable String tenant;

    @Option(names = "--month", paramLabel = "YYYY-MM", description = "Only those of this month.")
    private @Nullable String month;

    /** One invoice as JSON shows it. */
    record Listed(
            String number,
            String kind,
            String corrects,
            String state,
            String month,
            String supplier,
            String tenant,
            String contract,
            Money gross,
            Money subsidy,
            Money payable,
            Money expectedLater,
            long issuedAtMillis,
            String sha256,
            Optional<String> eInvoice) {
        static Listed of(StoredInvoice invoice, String state, EInvoiceBook eInvoices) {
            return new Listed(
                    invoice.number(),
                    invoice.kind().name(),
                    invoice.corrects().map(Correction::number).orElse(""),
                    state,
                    invoice.period().toString(),
                    invoice.supplier().value(),
                    invoice.tenant().value(),
                    invoice.contract().value(),
                    invoice.gross(),
                    invoice.subsidy(),
                    invoice.payable(),
                    invoice.later(),
                    invoice.issuedAtMillis(),
                    invoice.document().sha256(),
                    eInvoices.numberOf(invoice.number()).map(EInvoiceNumber::digits));
        }
    }

    @Override
    public void run() {
        InvoiceFilter filter = filter();
        try (Store store = database.openReadOnly()) {
            EInvoiceBook eInvoices = new EInvoiceBook(store);
            Map<String, String> states = states(store, filter);
            List<Listed> invoices = store.invoices(filter).stream()
                    .map(invoice -> Listed.of(
                            invoice, states.getOrDefault(invoice.number(), ItemState.ISSUED.name()), eInvoices))
                    .toList();
            if (invoices.isEmpty()) {
                output.output().say("No invoice was issued" + (filter.equals(InvoiceFilter.ALL) ? "." : " for this."));
            }
            output.print(invoices, table(invoices));
        }
    }

    /** Returns how far each invoice is paid today; a note is issued, and changes what its invoice is owed. */
    private Map<String, String> states(Store store, InvoiceFilter filter) {
        LocalDate today = BillingPeriod.dayOf(clock.millis());
        Map<String, String> states = new TreeMap<>();
        new ReceivableBook(store)
                .items(filter.tenant())
                .forEach(item -> states.put(item.number(), item.state(today).name()));
        return states;
    }

    private InvoiceFilter filter() {
        try {
            return new InvoiceFilter(
                    Optional.ofNullable(tenant).map(TenantId::new),
                    Optional.ofNullable(month).map(Months::parse));
        } catch (IllegalArgumentException e) {
            throw InputException.of("--tenant: %s".formatted(e.getMessage()));
        }
    }

    private static Table table(List<Listed> invoices) {
        Table.Builder table = Table.of(
                Column.name("number", "number"),
                Column.name("kind", "kind"),
                Column.name("corrects", "corrects"),
                Column.name("state", "state"),
                Column.name("month", "month"),
                Column.name("tenant", "tenant"),
                Column.name("contract", "contract"),
                Column.number("grossCny", "gross CNY"),
                Column.number("subsidyCny", "deducted"),
                Column.number("payableCny", "payable"),
                Column.number("expectedLaterCny", "expected later"),
                Column.name("issuedAt", "issued at"),
                Column.name("eInvoice", "e-invoice"));
        invoices.forEach(invoice -> row(table, invoice));
        if (invoices.size() > 1) {
            total(table, invoices);
        }
        return table.build();
    }

    private static void row(Table.Builder table, Listed invoice) {
        table.row(
                invoice.number(),
                invoice.kind(),
                invoice.corrects(),
                invoice.state(),
                invoice.month(),
                invoice.tenant(),
                invoice.contract(),
                invoice.gross(),
                invoice.subsidy(),
                invoice.payable(),
                invoice.expectedLater(),
                ShownTime.second(invoice.issuedAtMillis()),
                invoice.eInvoice().orElse(""));
    }

    private static void total(Table.Builder table, List<Listed> invoices) {
        table.total(
                "%d documents".formatted(invoices.size()),
                "",
                "",
                "",
                "",
                "",
                "",
                sum(invoices, Listed::gross),
                sum(invoices, Listed::subsidy),
                sum(invoices, Listed::payable),
                sum(invoices, Listed::expectedLater),
                "",
                "");
    }

    private static Money sum(List<Listed> invoices, Function<Listed, Money> amount) {
        return invoices.stream().map(amount).reduce(Money.ZERO, Money::plus);
    }
}
