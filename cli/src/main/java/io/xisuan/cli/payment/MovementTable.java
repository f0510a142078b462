package io.xisuan.cli.payment;

import io.xisuan.billing.payment.MoneyMovement;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Movements of money as people and programs read them. */
final class MovementTable {
    /** One movement in JSON. */
    record View(
            String id,
            LocalDate day,
            String tenant,
            MoneyMovement.Kind kind,
            Money amount,
            String reference,
            Optional<String> invoice,
            String recordedBy) {
        static View of(MoneyMovement movement) {
            return new View(
                    movement.name(),
                    movement.recorded().day(),
                    movement.tenant().value(),
                    movement.kind(),
                    movement.amount(),
                    movement.reference(),
                    Optional.of(movement.invoice()).filter(invoice -> !invoice.isEmpty()),
                    movement.recorded().by());
        }
    }

    private MovementTable() {}

    static void print(List<MoneyMovement> movements, OutputOption output) {
        Table.Builder table = Table.of(
                Column.name("id", "movement"),
                Column.name("day", "day"),
                Column.name("tenant", "tenant"),
                Column.text("kind", "kind"),
                Column.number("amountCny", "amount CNY"),
                Column.name("invoice", "invoice"),
                Column.text("reference", "reference"),
                Column.text("recordedBy", "by"));
        List<View> views = movements.stream().map(View::of).toList();
        for (View view : views) {
            table.row(
                    view.id(),
                    view.day(),
                    view.tenant(),
                    view.kind(),
                    view.amount(),
                    view.invoice(),
                    view.reference(),
                    view.recordedBy());
        }
        output.print(views, table.build());
    }
}
