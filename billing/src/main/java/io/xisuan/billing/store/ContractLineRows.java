package io.xisuan.billing.store;

import io.xisuan.billing.party.Contract;
import io.xisuan.billing.party.ContractLine;
import io.xisuan.billing.party.Counterparty;
import io.xisuan.billing.usage.Component;
import io.xisuan.model.ContractId;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** The table {@code contract_line}: a contract gets its lines once, with it or later, and they do not change. */
final class ContractLineRows {
    private ContractLineRows() {}

    static Map<String, List<ContractLine>> all(Handle handle) {
        Map<String, List<ContractLine>> lines = new TreeMap<>();
        handle.createQuery("SELECT * FROM contract_line ORDER BY contract, line")
                .map((row, context) -> lines.computeIfAbsent(row.getString("contract"), first -> new ArrayList<>())
                        .add(line(row)))
                .list();
        return lines;
    }

    /**
     * @param stored the contracts as they were before
     * @throws InputException when a contract has other lines already, saying what differs
     */
    static void add(Handle handle, List<Contract> given, List<Contract> stored) {
        Map<ContractId, List<ContractLine>> known = new TreeMap<>();
        stored.forEach(contract -> known.put(contract.id(), contract.lines()));
        for (Contract contract : given) {
            List<ContractLine> before = known.getOrDefault(contract.id(), List.of());
            if (before.isEmpty()) {
                contract.lines().forEach(line -> insert(handle, contract.id(), line));
                known.put(contract.id(), contract.lines());
            } else if (!contract.lines().isEmpty() && !before.equals(contract.lines())) {
                throw InputException.of("contract %s is stored with other lines and does not change: %s"
                        .formatted(contract.id(), difference(before, contract.lines())));
            }
        }
    }

    private static String difference(List<ContractLine> before, List<ContractLine> wanted) {
        for (int i = 0; i < Math.min(before.size(), wanted.size()); i++) {
            if (!before.get(i).equals(wanted.get(i))) {
                return "line %d is \"%s\", not \"%s\"".formatted(i + 1, text(before.get(i)), text(wanted.get(i)));
            }
        }
        return "it has %d lines, not %d".formatted(before.size(), wanted.size());
    }

    private static String text(ContractLine line) {
        String by = line.counterparty()
                .map(other -> " by " + other.name() + (other.related() ? ", related" : ", not related"))
                .orElse("");
        return "%s %s %s%s".formatted(line.kind(), line.item(), line.amount(), by);
    }

    private static void insert(Handle handle, ContractId contract, ContractLine line) {
        handle.createUpdate("""
                        INSERT INTO contract_line (contract, line, kind, item, amount_fen, counterparty, related)
                        VALUES (:contract, :line, :kind, :item, :amount, :counterparty, :related)""")
                .bind("contract", contract.value())
                .bind("line", line.number())
                .bind("kind", line.kind().name())
                .bind("item", line.item())
                .bind("amount", Fen.of(line.amount()))
                .bind(
                        "counterparty",
                        line.counterparty().map(Counterparty::name).orElse(""))
                .bind(
                        "related",
                        line.counterparty()
                                .map(other -> other.related() ? "yes" : "no")
                                .orElse(""))
                .execute();
    }

    private static ContractLine line(ResultSet row) throws SQLException {
        String related = row.getString("related");
        Optional<Counterparty> counterparty = related.isEmpty()
                ? Optional.empty()
                : Optional.of(new Counterparty(row.getString("counterparty"), related.equals("yes")));
        return new ContractLine(
                row.getInt("line"),
                Component.valueOf(row.getString("kind")),
                row.getString("item"),
                Money.ofFen(row.getLong("amount_fen")),
                counterparty);
    }
}
