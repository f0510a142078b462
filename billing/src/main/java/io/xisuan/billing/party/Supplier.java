package io.xisuan.billing.party;

import io.xisuan.model.ProgrammeId;
import io.xisuan.model.Rate;
import io.xisuan.model.SupplierId;
import java.util.List;
import java.util.TreeSet;

/**
 * A seller of record.
 *
 * @param vatRate the VAT rate of what it sells; its accountant's decision, not ours
 * @param invoiceItem the name of the goods on its invoices, as {@code *信息技术服务*算力服务}
 * @param invoicePrefix what the numbers of its documents begin with, as {@code ZW}; its own alone
 * @param listedBy the programmes whose list of admitted suppliers names it; sorted
 */
public record Supplier(
        SupplierId id,
        Names names,
        CreditCode creditCode,
        Jurisdiction jurisdiction,
        Rate vatRate,
        String invoiceItem,
        String invoicePrefix,
        List<ProgrammeId> listedBy) {
    public Supplier {
        if (invoiceItem.isBlank()) {
            throw new IllegalArgumentException("The supplier %s needs the name of what it sells".formatted(id));
        }
        if (!invoicePrefix.matches("[A-Z][A-Z0-9]{0,11}")) {
            throw new IllegalArgumentException(
                    "The invoice prefix \"%s\" is not 1 to 12 capital letters and digits".formatted(invoicePrefix));
        }
        listedBy = List.copyOf(new TreeSet<>(listedBy));
    }
}
