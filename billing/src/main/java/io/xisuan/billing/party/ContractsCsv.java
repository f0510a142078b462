package io.xisuan.billing.party;

import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.ContractId;
import io.xisuan.model.Money;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import java.io.Reader;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Reads {@code contracts.csv}:
 * {@code contract_id,tenant,supplier,signed_on,from,to,amount,price_lock_days,named_models}, and where they are wanted {@code
 * bearer_by_cause,file_sha}.
 *
 * <p>{@code amount} is yuan, VAT included; {@code named_models} holds model ids separated by blanks; {@code bearer_by_cause} who
 * bears what an authority does not pay, as {@code eligibility=tenant evidence=supplier}; {@code file_sha} the SHA-256 of the signed document. Every line is checked
 * before anything is returned.
 */
public final class ContractsCsv {
    /** The columns, in the usual order. */
    public static final List<String> COLUMNS = List.of(
            "contract_id",
            "tenant",
            "supplier",
            "signed_on",
            "from",
            "to",
            "amount",
            "price_lock_days",
            "named_models");

    /** The columns that a file may have beside them. */
    public static final List<String> OPTIONAL = List.of("bearer_by_cause", "file_sha");

    private static final int LONGEST_LOCK_DAYS = 3660;

    private ContractsCsv() {}

    /**
     * @param file the name of the file, for messages
     * @throws io.xisuan.model.InputException with file, line and column of the first mistake
     */
    public static List<Contract> read(String file, Reader text) {
        return located(file, text).stream().map(Located::value).toList();
    }

    /**
     * Returns the contracts with their places.
     *
     * @param file the name of the file, for messages
     * @throws io.xisuan.model.InputException with file, line and column of the first mistake
     */
    public static List<Located<Contract>> located(String file, Reader text) {
        TreeSet<ContractId> seen = new TreeSet<>();
        return CsvRows.read(file, text, COLUMNS, OPTIONAL).each(row -> {
            Contract contract = contract(row);
            if (!seen.add(contract.id())) {
                throw row.wrong("contract_id", "\"%s\" is given twice".formatted(contract.id()));
            }
            return row.located(contract);
        });
    }

    private static Contract contract(CsvRows.Row row) {
        ContractId id = row.cell("contract_id", ContractId::new);
        TenantId tenant = row.cell("tenant", TenantId::new);
        SupplierId supplier = row.cell("supplier", SupplierId::new);
        LocalDate signedOn = row.cell("signed_on", LocalDate::parse);
        LocalDate from = row.cell("from", LocalDate::parse);
        LocalDate to = row.cell("to", LocalDate::parse);
        Money amount = row.cell("amount", Money::parseYuan);
        int lock = row.cell("price_lock_days", ContractsCsv::days);
        List<AcceleratorModel> models = row.list("named_models", AcceleratorModel::parse);
        Bearers bearers = row.maybe("bearer_by_cause", Bearers::parse).orElse(Bearers.USUAL);
        Optional<String> fileSha = row.maybe("file_sha", String::strip);
        return row.whole(() -> new Contract(
                id,
                tenant,
                supplier,
                signedOn,
                new ContractTerm(from, to),
                amount,
                lock,
                models,
                bearers,
                fileSha,
                List.of()));
    }

    private static int days(String text) {
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) > LONGEST_LOCK_DAYS) {
            throw new IllegalArgumentException("\"%s\" is no number of days from 0 to 3660".formatted(text));
        }
        return Integer.parseInt(text);
    }
}
