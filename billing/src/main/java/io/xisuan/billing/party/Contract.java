package io.xisuan.billing.party;

import io.xisuan.billing.usage.Component;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.ContractId;
import io.xisuan.model.Money;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A signed contract between one tenant and one supplier.
 *
 * @param amount the contract's total, VAT included
 * @param priceLockDays for how long a running attempt keeps the tariff of its start
 * @param namedModels the accelerator models that the contract names; empty when it names none
 * @param bearers who bears what an authority does not pay
 * @param fileSha SHA-256 in hex over the signed document, where finance keeps it
 * @param lines what the amount is made of, in order of number; empty where the whole is computing power
 */
public record Contract(
        ContractId id,
        TenantId tenant,
        SupplierId supplier,
        LocalDate signedOn,
        ContractTerm term,
        Money amount,
        int priceLockDays,
        List<AcceleratorModel> namedModels,
        Bearers bearers,
        Optional<String> fileSha,
        List<ContractLine> lines) {
    public Contract {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("The contract %s has the amount %s".formatted(id, amount));
        }
        if (priceLockDays < 0) {
            throw new IllegalArgumentException("A price lock is not %d days long".formatted(priceLockDays));
        }
        if (fileSha.isPresent() && !fileSha.get().matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "\"%s\" is no SHA-256: 64 digits and small letters a to f".formatted(fileSha.get()));
        }
        namedModels = List.copyOf(namedModels);
        lines = lines.stream()
                .sorted(Comparator.comparingInt(ContractLine::number))
                .toList();
        requireLines(id, amount, lines);
    }

    private static void requireLines(ContractId id, Money amount, List<ContractLine> lines) {
        Money sum = Money.ZERO;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).number() != i + 1) {
                throw new IllegalArgumentException(
                        "The lines of %s are not numbered 1 to %d".formatted(id, lines.size()));
            }
            sum = sum.plus(lines.get(i).amount());
        }
        if (!lines.isEmpty() && !sum.equals(amount)) {
            throw new IllegalArgumentException(
                    "The lines of %s come to %s, the contract to %s".formatted(id, sum, amount));
        }
    }

    /** Returns a contract on computing power alone. */
    public Contract(
            ContractId id,
            TenantId tenant,
            SupplierId supplier,
            LocalDate signedOn,
            ContractTerm term,
            Money amount,
            int priceLockDays,
            List<AcceleratorModel> namedModels) {
        this(
                id,
                tenant,
                supplier,
                signedOn,
                term,
                amount,
                priceLockDays,
                namedModels,
                Bearers.USUAL,
                Optional.empty(),
                List.of());
    }

    /** Returns the same contract with its lines. */
    public Contract with(List<ContractLine> others) {
        return new Contract(
                id, tenant, supplier, signedOn, term, amount, priceLockDays, namedModels, bearers, fileSha, others);
    }

    /** Returns what the contract comes to in lines of one kind; without lines the whole is computing power. */
    public Money amountOf(Component kind) {
        if (lines.isEmpty()) {
            return kind == Component.COMPUTE ? amount : Money.ZERO;
        }
        return lines.stream()
                .filter(line -> line.kind() == kind)
                .map(ContractLine::amount)
                .reduce(Money.ZERO, Money::plus);
    }
}
