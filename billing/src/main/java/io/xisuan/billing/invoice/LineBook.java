package io.xisuan.billing.invoice;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.rating.Slice;
import io.xisuan.billing.usage.Component;
import io.xisuan.model.ContractId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The line book: every priced slice behind an invoice as canonical CSV, whose digest the invoice carries.
 *
 * <p>A book in which something is sold beside accelerator time has one more column, the component.
 */
public final class LineBook {
    private static final String HEADER = "usage,job_uid,attempt,site,node,lane,from_ms,until_ms,device_ms,"
            + "tariff,tier,funding,price_micros,evidence";
    private static final String COMPONENT = ",component";

    private LineBook() {}

    /** Returns the book of one contract; slices keep their canonical order. */
    public static String csv(List<Slice> slices, ContractId contract) {
        return books(slices)
                .getOrDefault(contract, new StringBuilder(HEADER).append('\n'))
                .toString();
    }

    /** Returns the digest of each contract's book, SHA-256 in hex. */
    static Map<ContractId, String> digests(List<Slice> slices) {
        Map<ContractId, String> digests = new LinkedHashMap<>();
        books(slices).forEach((contract, text) -> digests.put(contract, Sha256.hex(text.toString())));
        return digests;
    }

    private static Map<ContractId, StringBuilder> books(List<Slice> slices) {
        Set<ContractId> several = new HashSet<>();
        for (Slice slice : slices) {
            if (slice.key().component() != Component.COMPUTE) {
                several.add(slice.key().contract());
            }
        }
        Map<ContractId, StringBuilder> books = new TreeMap<>();
        for (Slice slice : slices) {
            ContractId contract = slice.key().contract();
            boolean components = several.contains(contract);
            StringBuilder book = books.computeIfAbsent(contract, first -> header(components));
            appendRow(book, slice);
            if (components) {
                book.append(',').append(slice.key().component());
            }
            book.append('\n');
        }
        return books;
    }

    private static StringBuilder header(boolean components) {
        return new StringBuilder(HEADER).append(components ? COMPONENT : "").append('\n');
    }

    private static void appendRow(StringBuilder book, Slice slice) {
        book.append(slice.usage().id()).append(',');
        book.append(slice.usage().job().uid()).append(',');
        book.append(slice.usage().attempt()).append(',');
        book.append(slice.usage().site()).append(',');
        book.append(slice.usage().node()).append(',');
        book.append(slice.usage().lane()).append(',');
        book.append(slice.interval().startMillis()).append(',');
        book.append(slice.interval().endMillis()).append(',');
        book.append(slice.quantity().value()).append(',');
        book.append(slice.key().tariffVersion()).append(',');
        book.append(slice.key().tier()).append(',');
        book.append(slice.key().funding()).append(',');
        book.append(slice.unitPrice().microsPerDeviceHour()).append(',');
        book.append(slice.usage().evidenceDigest());
    }
}
