package io.xisuan.cli.payment;

import io.xisuan.billing.invoice.Buyer;
import io.xisuan.billing.payment.BankLine;
import io.xisuan.billing.receivable.Allocation;
import io.xisuan.billing.receivable.MatchProposal;
import io.xisuan.billing.receivable.OpenItem;
import io.xisuan.billing.store.InvoiceFilter;
import io.xisuan.billing.store.ReceivableBook;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.Money;
import io.xisuan.model.TenantId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Lines of bank statements that are nobody's yet, each with what may be the case. */
final class Proposals {
    /** One line with one proposal, or none, in JSON. */
    record View(
            String line,
            LocalDate day,
            Money amount,
            String payer,
            String remark,
            Optional<String> tenant,
            Optional<MatchProposal.Confidence> confidence,
            List<Allocation> pays,
            List<String> reasons) {}

    private Proposals() {}

    /** Returns the proposals for lines, the likeliest of each first. */
    static List<View> of(Store store, List<BankLine> lines) {
        List<OpenItem> items = new ReceivableBook(store).items(Optional.empty());
        List<MatchProposal.Payer> payers = payers(store);
        return lines.stream()
                .flatMap(line -> {
                    List<MatchProposal> proposals = MatchProposal.of(line, items, payers);
                    return proposals.isEmpty()
                            ? List.of(view(line, Optional.empty())).stream()
                            : proposals.stream().map(one -> view(line, Optional.of(one)));
                })
                .toList();
    }

    /** Buyers as their last invoices name them. */
    private static List<MatchProposal.Payer> payers(Store store) {
        Map<TenantId, Buyer> buyers = new TreeMap<>();
        store.invoices(InvoiceFilter.ALL).forEach(stored -> {
            Buyer buyer = Store.read(stored).buyer();
            buyers.put(buyer.tenant(), buyer);
        });
        return buyers.values().stream()
                .map(buyer -> new MatchProposal.Payer(
                        buyer.tenant(), List.of(buyer.nameZh(), buyer.nameEn()), buyer.creditCode()))
                .toList();
    }

    private static View view(BankLine line, Optional<MatchProposal> proposal) {
        return new View(
                line.name(),
                line.recorded().day(),
                line.amount(),
                line.payer(),
                line.remark(),
                proposal.map(one -> one.tenant().value()),
                proposal.map(MatchProposal::confidence),
                proposal.map(MatchProposal::allocations).orElse(List.of()),
                proposal.map(MatchProposal::reasons).orElse(List.of()));
    }

    static void print(List<View> views, OutputOption output) {
        Table.Builder table = Table.of(
                Column.name("line", "line"),
                Column.name("day", "day"),
                Column.number("amountCny", "amount CNY"),
                Column.text("payer", "payer"),
                Column.text("remark", "remark"),
                Column.name("tenant", "proposed tenant"),
                Column.text("confidence", "confidence"),
                Column.text("pays", "would pay"),
                Column.text("reasons", "because"));
        for (View view : views) {
            table.row(
                    view.line(),
                    view.day(),
                    view.amount(),
                    view.payer(),
                    view.remark(),
                    view.tenant(),
                    view.confidence(),
                    view.pays().stream()
                            .map(one ->
                                    one.invoice() + "=" + one.amount().yuan().toPlainString())
                            .collect(Collectors.joining(" ")),
                    String.join("; ", view.reasons()));
        }
        output.print(views, table.build());
    }
}
