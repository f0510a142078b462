package io.xisuan.cli.notice;

import io.xisuan.billing.rendering.Language;
import io.xisuan.billing.store.NoticeBook;
import io.xisuan.billing.store.NoticeDelivery;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.TenantId;
import io.xisuan.operator.notice.NoticeText;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code notice list}: what people were told, by which channel, and what came of it. */
@Command(
        name = "list",
        description = "Lists notices and what became of them, the newest first.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: xisuan notice list --state dead --channel firms"})
public final class NoticeListCommand implements Runnable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    @Option(names = "--state", paramLabel = "STATE", description = "Only those that are: ${COMPLETION-CANDIDATES}.")
    private Optional<NoticeDelivery.State> state = Optional.empty();

    @Option(names = "--tenant", paramLabel = "NAME", description = "Only those about this tenant.")
    private Optional<String> tenant = Optional.empty();

    @Option(names = "--channel", paramLabel = "NAME", description = "Only those by this channel.")
    private Optional<String> channel = Optional.empty();

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "100",
            description = "So many at most (default: ${DEFAULT-VALUE}).")
    private int most = 100;

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private OutputOption output = new OutputOption();

    /** One delivery, as JSON shows it. */
    record Told(
            long id,
            String event,
            String key,
            Optional<String> tenant,
            Instant at,
            String channel,
            String address,
            String state,
            int attempts,
            boolean mayBeRepeated,
            Optional<Instant> due,
            Optional<Instant> tried,
            String answer,
            String title,
            Map<String, String> facts) {}

    @Override
    public void run() {
        List<NoticeDelivery> found;
        try (Store store = database.openReadOnly()) {
            found = new NoticeBook(store).deliveries(new NoticeDelivery.Filter(state, tenant, channel, most));
        }
        List<Told> told = found.stream().map(this::told).toList();
        output.print(told, table(told));
    }

    private Told told(NoticeDelivery delivery) {
        Map<String, String> facts = new TreeMap<>();
        delivery.notice().facts().forEach((fact, value) -> facts.put(fact.word(), value));
        boolean waits = delivery.state() == NoticeDelivery.State.PENDING;
        return new Told(
                delivery.id(),
                delivery.notice().kind().word(),
                delivery.notice().key(),
                delivery.notice().tenant().map(TenantId::value),
                Instant.ofEpochMilli(delivery.notice().atMillis()),
                delivery.to().channel(),
                delivery.to().address(),
                delivery.state().name().toLowerCase(Locale.ROOT),
                delivery.attempts(),
                delivery.uncertain(),
                waits ? Optional.of(Instant.ofEpochMilli(delivery.dueMillis())) : Optional.empty(),
                delivery.triedMillis() > 0
                        ? Optional.of(Instant.ofEpochMilli(delivery.triedMillis()))
                        : Optional.empty(),
                delivery.answer(),
                NoticeText.of(delivery.notice(), output.language(), BillingPeriod.ZONE)
                        .title(),
                facts);
    }

    private Table table(List<Told> told) {
        Language language = output.language();
        Table.Builder table = Table.of(
                Column.name("id", language.of("编号", "id")),
                Column.name("at", language.of("时间", "time")),
                Column.name("channel", language.of("通道", "channel")),
                Column.name("address", language.of("收件人", "address")),
                Column.name("state", language.of("状态", "state")),
                Column.number("attempts", language.of("次数", "tries")),
                Column.text("title", language.of("内容", "what")),
                Column.text("answer", language.of("回答", "answer")));
        told.forEach(each -> table.row(
                Long.toString(each.id()),
                TIME.format(ZonedDateTime.ofInstant(each.at(), BillingPeriod.ZONE)),
                each.channel(),
                each.address().isEmpty() ? "-" : each.address(),
                state(each.state(), language),
                each.attempts(),
                each.title(),
                each.answer()));
        return table.build();
    }

    private static String state(String word, Language language) {
        return switch (NoticeDelivery.State.valueOf(word.toUpperCase(Locale.ROOT))) {
            case PENDING -> language.of("待发", "pending");
            case SENDING -> language.of("发送中", "sending");
            case SENT -> language.of("已发", "sent");
            case DEAD -> language.of("放弃", "dead");
        };
    }
}
