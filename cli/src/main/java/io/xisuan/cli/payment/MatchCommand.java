package io.xisuan.cli.payment;

import io.xisuan.billing.payment.BankLine;
import io.xisuan.billing.receivable.Allocation;
import io.xisuan.billing.store.PaymentBook;
import io.xisuan.billing.store.ReceivableBook;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.model.InputException;
import io.xisuan.model.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code payment match}: whose a line of a bank statement is, and what it pays. */
@Command(
        name = "match",
        description = "Says whose a line of a bank statement is and what it pays; the rest stays prepaid.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan payment match B-000012 --invoice XH-2025-000001"})
final class MatchCommand implements Callable<Integer> {
    @Parameters(paramLabel = "LINE", description = "Which one: see payment unmatched.")
    private String line = "";

    @Option(
            names = "--invoice",
            paramLabel = "NUMBER[=CNY]",
            description = "What it pays; all that is due of it, or so much. Again for several.")
    private List<String> invoices = List.of();

    @Option(
            names = "--tenant",
            paramLabel = "TENANT",
            description = "Whose it is (default: whose the first invoice is).")
    private Optional<String> tenant = Optional.empty();

    @Mixin
    private PaymentCommand.When when = new PaymentCommand.When();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        long id = Amounts.number("B-", line);
        try (Store store = database.openExisting()) {
            PaymentBook book = new PaymentBook(store);
            ReceivableBook items = new ReceivableBook(store);
            BankLine found = book.waiting(id);
            List<Allocation> allocations = Amounts.allocations(items, invoices, found.amount());
            TenantId whose = tenant.map(TenantId::new)
                    .orElseGet(() -> allocations.stream()
                            .findFirst()
                            .map(first -> items.item(first.invoice()).tenant())
                            .orElseThrow(() ->
                                    InputException.of("payment match: name --invoice NUMBER or --tenant TENANT")));
            MovementTable.print(book.match(id, whose, allocations, when.recorded()), output);
        }
        return ExitCode.DONE.code();
    }
}
