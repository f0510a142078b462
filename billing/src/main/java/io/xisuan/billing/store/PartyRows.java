package io.xisuan.billing.store;

import io.xisuan.billing.party.Bearers;
import io.xisuan.billing.party.Contract;
import io.xisuan.billing.party.ContractLine;
import io.xisuan.billing.party.ContractTerm;
import io.xisuan.billing.party.CreditCode;
import io.xisuan.billing.party.Jurisdiction;
import io.xisuan.billing.party.Names;
import io.xisuan.billing.party.Supplier;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.ContractId;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.Rate;
import io.xisuan.model.Rational;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The tables {@code supplier}, {@code contract} and {@code contract_line}: what is stored once does not change under its id. */
final class PartyRows {
    private PartyRows() {}

    static List<Supplier> suppliers(Handle handle) {
        return handle.createQuery("SELECT * FROM supplier ORDER BY id")
                .map((row, context) -> supplier(row))
                .list();
    }

    static List<Contract> contracts(Handle handle) {
        Map<String, List<ContractLine>> lines = ContractLineRows.all(handle);
        return handle.createQuery("SELECT * FROM contract ORDER BY id")
                .map((row, context) -> contract(row, lines.getOrDefault(row.getString("id"), List.of())))
                .list();
    }

    static void add(Handle handle, List<Supplier> suppliers, List<Contract> contracts) {
        insertNew(handle, "supplier", suppliers, suppliers(handle), PartyRows::columns);
        Map<SupplierId, Supplier> known = suppliers(handle).stream()
                .collect(Collectors.toMap(Supplier::id, supplier -> supplier, (one, other) -> one, LinkedHashMap::new));
        for (Contract contract : contracts) {
            if (!known.containsKey(contract.supplier())) {
                throw InputException.of("Contract %s names supplier %s, which is not known: import it first"
                        .formatted(contract.id(), contract.supplier()));
            }
        }
        List<Contract> stored = contracts(handle);
        insertNew(handle, "contract", contracts, stored, PartyRows::columns);
        ContractLineRows.add(handle, contracts, stored);
    }

    private static <T> void insertNew(
            Handle handle, String table, List<T> given, List<T> stored, Function<T, Map<String, Object>> columns) {
        Map<Object, Map<String, Object>> known = new LinkedHashMap<>();
        stored.forEach(one -> known.put(idOf(columns.apply(one)), columns.apply(one)));
        for (T one : given) {
            Map<String, Object> wanted = columns.apply(one);
            Map<String, Object> before = known.get(idOf(wanted));
            if (before == null) {
                insert(handle, table, wanted);
                known.put(idOf(wanted), wanted);
            } else if (!before.equals(wanted)) {
                throw InputException.of("%s %s is stored with other content and does not change: %s"
                        .formatted(table, idOf(wanted), differences(before, wanted)));
            }
        }
    }

    private static Object idOf(Map<String, Object> columns) {
        return String.valueOf(columns.get("id"));
    }

    private static String differences(Map<String, Object> before, Map<String, Object> wanted) {
        List<String> differences = new ArrayList<>();
        before.forEach((column, value) -> {
            if (!value.equals(wanted.get(column))) {
                differences.add("%s is \"%s\", not \"%s\"".formatted(column, value, wanted.get(column)));
            }
        });
        return String.join("; ", differences);
    }

    private static void insert(Handle handle, String table, Map<String, Object> columns) {
        String names = String.join(", ", columns.keySet());
        String values = columns.keySet().stream().map(name -> ":" + name).collect(Collectors.joining(", "));
        handle.createUpdate("INSERT INTO %s (%s) VALUES (%s)".formatted(table, names, values))
                .bindMap(columns)
                .execute();
    }

    private static Map<String, Object> columns(Supplier supplier) {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("id", supplier.id().value());
        columns.put("name_zh", supplier.names().zh());
        columns.put("name_en", supplier.names().en());
        columns.put("credit_code", supplier.creditCode().value());
        columns.put("jurisdiction", supplier.jurisdiction().path());
        columns.put("vat_rate", supplier.vatRate().value().toString());
        columns.put("invoice_item", supplier.invoiceItem());
        columns.put("invoice_prefix", supplier.invoicePrefix());
        columns.put("listed_by", words(supplier.listedBy(), ProgrammeId::value));
        return columns;
    }

    private static Map<String, Object> columns(Contract contract) {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("id", contract.id().value());
        columns.put("tenant", contract.tenant().value());
        columns.put("supplier", contract.supplier().value());
        columns.put("signed_on", contract.signedOn().toString());
        columns.put("from_day", contract.term().from().toString());
        columns.put("to_day", contract.term().to().toString());
        columns.put("amount_fen", Fen.of(contract.amount()));
        columns.put("price_lock_days", (long) contract.priceLockDays());
        columns.put("named_models", words(contract.namedModels(), AcceleratorModel::id));
        columns.put("bearer_by_cause", contract.bearers().toString());
        columns.put("file_sha", contract.fileSha().orElse(""));
        return columns;
    }

    private static Supplier supplier(ResultSet row) throws SQLException {
        return new Supplier(
                new SupplierId(row.getString("id")),
                new Names(row.getString("name_zh"), row.getString("name_en")),
                new CreditCode(row.getString("credit_code")),
                new Jurisdiction(row.getString("jurisdiction")),
                rate(row.getString("vat_rate")),
                row.getString("invoice_item"),
                row.getString("invoice_prefix"),
                list(row.getString("listed_by"), ProgrammeId::new));
    }

    private static Contract contract(ResultSet row, List<ContractLine> lines) throws SQLException {
        return new Contract(
                new ContractId(row.getString("id")),
                new TenantId(row.getString("tenant")),
                new SupplierId(row.getString("supplier")),
                LocalDate.parse(row.getString("signed_on")),
                new ContractTerm(LocalDate.parse(row.getString("from_day")), LocalDate.parse(row.getString("to_day"))),
                Money.ofFen(row.getLong("amount_fen")),
                row.getInt("price_lock_days"),
                list(row.getString("named_models"), AcceleratorModel::parse),
                Bearers.parse(row.getString("bearer_by_cause")),
                Optional.of(row.getString("file_sha")).filter(sha -> !sha.isEmpty()),
                lines);
    }

    private static <T> String words(List<T> items, Function<T, String> text) {
        return items.stream().map(text).collect(Collectors.joining(" "));
    }

    private static <T> List<T> list(String words, Function<String, T> read) {
        return words.isEmpty()
                ? List.of()
                : List.of(words.split(" ")).stream().map(read).toList();
    }

    private static Rate rate(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? new Rate(new Rational(new BigInteger(text), BigInteger.ONE))
                : new Rate(new Rational(
                        new BigInteger(text.substring(0, slash)), new BigInteger(text.substring(slash + 1))));
    }
}
