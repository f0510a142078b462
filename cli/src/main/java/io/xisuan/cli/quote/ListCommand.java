package io.xisuan.cli.quote;

import io.xisuan.billing.store.ShownQuote;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.ShownTime;
import io.xisuan.cli.output.Table;
import io.xisuan.model.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code quote list}: the last quotes that were shown. */
@Command(
        name = "list",
        description = "Lists the last quotes that were shown, newest first.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan quote list --tenant jinguan --last 20"})
public final class ListCommand implements Runnable {
    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Option(names = "--tenant", paramLabel = "ID", description = "Of this tenant alone.")
    private Optional<String> tenant = Optional.empty();

    @Option(names = "--last", paramLabel = "N", defaultValue = "50", description = "How many (default: 50).")
    private int last;

    /** One quote as JSON shows it. */
    record Listed(String id, String job, String tenant, String contract, Instant made, Instant expires) {
        static Listed of(ShownQuote quote) {
            return new Listed(
                    quote.id(),
                    quote.job(),
                    quote.tenant().value(),
                    quote.contract().value(),
                    Instant.ofEpochMilli(quote.stands().startMillis()),
                    Instant.ofEpochMilli(quote.stands().endMillis()));
        }
    }

    @Override
    public void run() {
        try (Store store = database.openReadOnly()) {
            List<Listed> quotes = store.quotes().last(tenant.map(TenantId::new), Math.max(1, last)).stream()
                    .map(Listed::of)
                    .toList();
            Table.Builder table = Table.of(
                    Column.name("id", Word.QUOTE.in(output.language())),
                    Column.name("job", Word.JOB.in(output.language())),
                    Column.name("tenant", Word.TENANT.in(output.language())),
                    Column.name("contract", Word.CONTRACT.in(output.language())),
                    Column.name("made", Word.MADE.in(output.language())),
                    Column.name("expires", Word.EXPIRES.in(output.language())));
            for (Listed quote : quotes) {
                table.row(
                        quote.id()
                                .substring(
                                        0,
                                        Math.min(QuotePage.SHORT_ID, quote.id().length())),
                        quote.job(),
                        quote.tenant(),
                        quote.contract(),
                        ShownTime.minute(quote.made().toEpochMilli()),
                        ShownTime.minute(quote.expires().toEpochMilli()));
            }
            output.print(quotes, table.build());
        }
    }
}
