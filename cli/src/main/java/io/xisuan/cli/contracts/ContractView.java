package io.xisuan.cli.contracts;

import io.xisuan.billing.party.Contract;
import io.xisuan.billing.party.ContractLine;
import io.xisuan.billing.party.Counterparty;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.Money;
import java.util.List;
import java.util.Locale;

/** A contract as JSON and YAML show it. */
record ContractView(
        String id,
        String tenant,
        String supplier,
        String signedOn,
        String from,
        String to,
        Money amount,
        int priceLockDays,
        List<String> namedModels,
        String bearerByCause,
        String fileSha,
        List<Line> lines) {
    /**
     * One line.
     *
     * @param related {@code yes} or {@code no} for models and corpora, empty for computing power
     */
    record Line(int line, String kind, String item, Money amount, String counterparty, String related) {
        static Line of(ContractLine line) {
            return new Line(
                    line.number(),
                    line.kind().name().toLowerCase(Locale.ROOT),
                    line.item(),
                    line.amount(),
                    line.counterparty().map(Counterparty::name).orElse(""),
                    line.counterparty()
                            .map(other -> other.related() ? "yes" : "no")
                            .orElse(""));
        }
    }

    static ContractView of(Contract contract) {
        return new ContractView(
                contract.id().value(),
                contract.tenant().value(),
                contract.supplier().value(),
                contract.signedOn().toString(),
                contract.term().from().toString(),
                contract.term().to().toString(),
                contract.amount(),
                contract.priceLockDays(),
                contract.namedModels().stream().map(AcceleratorModel::id).toList(),
                contract.bearers().toString(),
                contract.fileSha().orElse(""),
                contract.lines().stream().map(Line::of).toList());
    }
}
