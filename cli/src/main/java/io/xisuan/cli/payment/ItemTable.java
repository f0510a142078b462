package io.xisuan.cli.payment;

import io.xisuan.billing.receivable.ItemState;
import io.xisuan.billing.receivable.OpenItem;
import io.xisuan.billing.receivable.Reminder;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Open items and reminders as people and programs read them. */
final class ItemTable {
    /** One invoice in JSON. */
    record View(
            String number,
            String tenant,
            LocalDate issuedOn,
            Optional<LocalDate> dueOn,
            ItemState state,
            Money payable,
            Money notes,
            Money paid,
            Money writtenOff,
            Money disputed,
            Money due) {}

    /** One reminder in JSON. */
    record Letter(String number, String tenant, Reminder.Level level, long daysLate, Money due) {}

    private ItemTable() {}

    static void print(List<OpenItem> items, LocalDate today, OutputOption output) {
        List<View> views = items.stream().map(item -> view(item, today)).toList();
        Table.Builder table = Table.of(
                Column.name("number", "invoice"),
                Column.name("tenant", "tenant"),
                Column.name("issuedOn", "issued"),
                Column.name("dueOn", "due on"),
                Column.text("state", "state"),
                Column.number("payableCny", "payable CNY"),
                Column.number("notesCny", "notes CNY"),
                Column.number("paidCny", "paid CNY"),
                Column.number("writtenOffCny", "written off CNY"),
                Column.number("disputedCny", "disputed CNY"),
                Column.number("dueCny", "due CNY"));
        for (View view : views) {
            table.row(
                    view.number(),
                    view.tenant(),
                    view.issuedOn(),
                    view.dueOn(),
                    view.state(),
                    view.payable(),
                    view.notes(),
                    view.paid(),
                    view.writtenOff(),
                    view.disputed(),
                    view.due());
        }
        output.print(views, table.build());
    }

    private static View view(OpenItem item, LocalDate today) {
        return new View(
                item.number(),
                item.tenant().value(),
                item.issuedOn(),
                item.dueOn(),
                item.state(today),
                item.payable(),
                item.notes(),
                item.paid(),
                item.writtenOff(),
                item.disputed(),
                item.due());
    }

    static void printReminders(List<Reminder> reminders, OutputOption output) {
        List<Letter> letters = reminders.stream()
                .map(one -> new Letter(
                        one.item().number(), one.item().tenant().value(), one.level(), one.daysLate(), one.due()))
                .toList();
        Table.Builder table = Table.of(
                Column.name("number", "invoice"),
                Column.name("tenant", "tenant"),
                Column.text("level", "reminder"),
                Column.number("daysLate", "days late"),
                Column.number("dueCny", "due CNY"));
        letters.forEach(one -> table.row(one.number(), one.tenant(), one.level(), one.daysLate(), one.due()));
        output.print(letters, table.build());
    }
}
