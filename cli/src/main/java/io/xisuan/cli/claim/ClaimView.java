package io.xisuan.cli.claim;

import io.xisuan.billing.claim.Claim;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.Table;
import io.xisuan.model.ContractId;
import io.xisuan.model.Money;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** A claim as lists show it. */
record ClaimView(
        String claim,
        String supplier,
        String programme,
        String from,
        String to,
        Optional<String> contract,
        String state,
        int lines,
        Money deducted,
        Money rounding,
        Money claimed,
        Money accepted,
        Money paid,
        Money owed,
        Money clawedBack,
        SortedMap<String, Money> levels,
        Optional<String> root) {
    static ClaimView of(Claim claim) {
        return new ClaimView(
                claim.name(),
                claim.scope().supplier().value(),
                claim.scope().programme().value(),
                claim.scope().from().toString(),
                claim.scope().to().toString(),
                claim.scope().contract().map(ContractId::value),
                claim.state().name(),
                claim.lines().size(),
                claim.deducted(),
                claim.rounding(),
                claim.total(),
                claim.acceptedTotal(),
                claim.paidTotal(),
                claim.owed(),
                claim.clawedBack(),
                claim.claimedByLevel(),
                claim.root());
    }

    static Table table(List<ClaimView> views) {
        Table.Builder table = Table.of(
                Column.name("claim", "claim"),
                Column.name("programme", "programme"),
                Column.name("supplier", "supplier"),
                Column.name("months", "months"),
                Column.name("state", "state"),
                Column.number("lines", "lines"),
                Column.number("deductedCny", "deducted CNY"),
                Column.number("claimedCny", "claimed CNY"),
                Column.number("acceptedCny", "accepted CNY"),
                Column.number("paidCny", "paid CNY"),
                Column.number("owedCny", "owed CNY"));
        views.forEach(view -> table.row(
                view.claim(),
                view.programme(),
                view.supplier(),
                view.from().equals(view.to()) ? view.from() : view.from() + ".." + view.to(),
                view.state(),
                view.lines(),
                view.deducted(),
                view.claimed(),
                view.accepted(),
                view.paid(),
                view.owed()));
        return table.build();
    }
}
