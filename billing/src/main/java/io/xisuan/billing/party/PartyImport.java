package io.xisuan.billing.party;

import io.xisuan.model.ContractId;
import io.xisuan.model.SupplierId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Suppliers, contracts and contract lines of several files as one import: what one file names has to be in another or in the books
 * already.
 *
 * @param contracts with their lines; also those that were in the books and get lines now
 */
public record PartyImport(List<Supplier> suppliers, List<Contract> contracts) {
    public PartyImport {
        suppliers = List.copyOf(suppliers);
        contracts = List.copyOf(contracts);
    }

    /** What the files hold. */
    public record Files(
            List<Supplier> suppliers, List<Located<Contract>> contracts, List<Located<ContractLinesCsv.Entry>> lines) {
        public Files {
            suppliers = List.copyOf(suppliers);
            contracts = List.copyOf(contracts);
            lines = List.copyOf(lines);
        }
    }

    /** What the books hold. */
    public record Known(List<Supplier> suppliers, List<Contract> contracts) {
        public Known {
            suppliers = List.copyOf(suppliers);
            contracts = List.copyOf(contracts);
        }
    }

    /**
     * @throws io.xisuan.model.InputException with file, line and column of the first thing that is named and nowhere to be found, or of
     *     lines that do not make up their contract
     */
    public static PartyImport of(Files files, Known known) {
        requireSuppliers(files, known);
        SortedMap<ContractId, Contract> contracts = new TreeMap<>();
        SortedMap<ContractId, Contract> givenNow = new TreeMap<>();
        known.contracts().forEach(contract -> contracts.put(contract.id(), contract));
        for (Located<Contract> contract : files.contracts()) {
            Contract before = contracts.get(contract.value().id());
            List<ContractLine> lines = before == null ? List.of() : before.lines();
            Contract now =
                    before != null && before.amount().equals(contract.value().amount())
                            ? contract.value().with(lines)
                            : contract.value();
            contracts.put(now.id(), now);
            givenNow.put(now.id(), now);
        }
        lines(files).forEach((id, lines) -> {
            Located<ContractLinesCsv.Entry> first = lines.getFirst();
            Contract contract = Optional.ofNullable(contracts.get(id))
                    .orElseThrow(() -> first.wrong(
                            "contract_id",
                            "\"%s\" is neither in contracts.csv nor imported before: correct it, or import the contract"
                                    .formatted(id)));
            givenNow.put(id, withLines(contract, lines));
        });
        return new PartyImport(files.suppliers(), List.copyOf(givenNow.values()));
    }

    private static void requireSuppliers(Files files, Known known) {
        Set<SupplierId> suppliers = new TreeSet<>();
        known.suppliers().forEach(supplier -> suppliers.add(supplier.id()));
        files.suppliers().forEach(supplier -> suppliers.add(supplier.id()));
        for (Located<Contract> contract : files.contracts()) {
            SupplierId supplier = contract.value().supplier();
            if (!suppliers.contains(supplier)) {
                throw contract.wrong(
                        "supplier",
                        "\"%s\" is neither in suppliers.csv nor imported before; known are %s"
                                .formatted(
                                        supplier,
                                        suppliers.stream()
                                                .map(SupplierId::value)
                                                .collect(Collectors.joining(", "))));
            }
        }
    }

    private static SortedMap<ContractId, List<Located<ContractLinesCsv.Entry>>> lines(Files files) {
        SortedMap<ContractId, List<Located<ContractLinesCsv.Entry>>> byContract = new TreeMap<>();
        for (Located<ContractLinesCsv.Entry> line : files.lines()) {
            byContract
                    .computeIfAbsent(line.value().contract(), first -> new ArrayList<>())
                    .add(line);
        }
        return byContract;
    }

    private static Contract withLines(Contract contract, List<Located<ContractLinesCsv.Entry>> lines) {
        try {
            return contract.with(lines.stream().map(line -> line.value().line()).toList());
        } catch (IllegalArgumentException e) {
            throw lines.getLast().wrong("amount", String.valueOf(e.getMessage()));
        }
    }
}
