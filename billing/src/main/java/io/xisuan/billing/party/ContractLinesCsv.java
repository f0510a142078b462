package io.xisuan.billing.party;

import io.xisuan.billing.usage.Component;
import io.xisuan.model.ContractId;
import io.xisuan.model.Money;
import java.io.Reader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads {@code contract-lines.csv}: {@code contract_id,line,kind,item,amount,counterparty,related}.
 *
 * <p>{@code kind} is compute, model, corpus or annotation; {@code counterparty} and {@code related} (yes or no) are filled for all but computing power and
 * empty for computing power.
 */
public final class ContractLinesCsv {
    /** The columns, in the usual order. */
    public static final List<String> COLUMNS =
            List.of("contract_id", "line", "kind", "item", "amount", "counterparty", "related");

    /** A line and the contract that it belongs to. */
    public record Entry(ContractId contract, ContractLine line) {}

    private ContractLinesCsv() {}

    /**
     * @param file the name of the file, for messages
     * @throws io.xisuan.model.InputException with file, line and column of the first mistake
     */
    public static List<Located<Entry>> read(String file, Reader text) {
        return CsvRows.read(file, text, COLUMNS).each(row -> row.located(entry(row)));
    }

    private static Entry entry(CsvRows.Row row) {
        ContractId contract = row.cell("contract_id", ContractId::new);
        int number = row.cell("line", ContractLinesCsv::number);
        Component kind = row.cell("kind", ContractLinesCsv::kind);
        String item = row.cell("item", text -> text);
        Money amount = row.cell("amount", Money::parseYuan);
        String name = row.cell("counterparty", String::strip);
        Optional<Boolean> related = row.cell("related", ContractLinesCsv::related);
        if (name.isEmpty() != related.isEmpty()) {
            throw row.wrong("related", "write yes or no beside a counterparty, and nothing without one");
        }
        Optional<Counterparty> counterparty = related.map(same -> new Counterparty(name, same));
        return row.whole(() -> new Entry(contract, new ContractLine(number, kind, item, amount, counterparty)));
    }

    private static int number(String text) {
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException("\"%s\" is no line number from 1 to 9999".formatted(text));
        }
        return Integer.parseInt(text);
    }

    private static Component kind(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "compute" -> Component.COMPUTE;
            case "model" -> Component.MODEL;
            case "corpus" -> Component.CORPUS;
            case "annotation" -> Component.ANNOTATION;
            default ->
                throw new IllegalArgumentException(
                        "\"%s\" is none of compute, model, corpus, annotation".formatted(text));
        };
    }

    private static Optional<Boolean> related(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "" -> Optional.empty();
            case "yes" -> Optional.of(true);
            case "no" -> Optional.of(false);
            default -> throw new IllegalArgumentException("\"%s\" is neither yes nor no".formatted(text));
        };
    }
}
