package io.xisuan.billing.party;

import io.xisuan.model.ProgrammeId;
import io.xisuan.model.Rate;
import io.xisuan.model.SupplierId;
import java.io.Reader;
import java.util.List;
import java.util.TreeSet;

/**
 * Reads {@code suppliers.csv}: {@code supplier_id,name_zh,name_en,credit_code,jurisdiction,vat_rate,invoice_item,invoice_prefix,listed_by}.
 *
 * <p>{@code listed_by} holds programme ids separated by blanks. Every line is checked before anything is returned.
 */
public final class SuppliersCsv {
    /** The columns, in the usual order. */
    public static final List<String> COLUMNS = List.of(
            "supplier_id",
            "name_zh",
            "name_en",
            "credit_code",
            "jurisdiction",
            "vat_rate",
            "invoice_item",
            "invoice_prefix",
            "listed_by");

    private SuppliersCsv() {}

    /**
     * @param file the name of the file, for messages
     * @throws io.xisuan.model.InputException with file, line and column of the first mistake
     */
    public static List<Supplier> read(String file, Reader text) {
        TreeSet<SupplierId> seen = new TreeSet<>();
        TreeSet<String> prefixes = new TreeSet<>();
        return CsvRows.read(file, text, COLUMNS).each(row -> {
            Supplier supplier = supplier(row);
            if (!seen.add(supplier.id())) {
                throw row.wrong("supplier_id", "\"%s\" is given twice".formatted(supplier.id()));
            }
            if (!prefixes.add(supplier.invoicePrefix())) {
                throw row.wrong(
                        "invoice_prefix",
                        "\"%s\" is another supplier's: numbers would repeat".formatted(supplier.invoicePrefix()));
            }
            return supplier;
        });
    }

    private static Supplier supplier(CsvRows.Row row) {
        SupplierId id = row.cell("supplier_id", SupplierId::new);
        String zh = row.cell("name_zh", text -> text);
        String en = row.cell("name_en", text -> text);
        CreditCode code = row.cell("credit_code", CreditCode::new);
        Jurisdiction jurisdiction = row.cell("jurisdiction", Jurisdiction::new);
        Rate vatRate = row.cell("vat_rate", VatRates::parse);
        String item = row.cell("invoice_item", text -> text);
        String prefix = row.cell("invoice_prefix", text -> text);
        List<ProgrammeId> listedBy = row.list("listed_by", ProgrammeId::new);
        return row.whole(
                () -> new Supplier(id, new Names(zh, en), code, jurisdiction, vatRate, item, prefix, listedBy));
    }
}
