package io.xisuan.billing.invoice;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.rating.Slice;
import io.xisuan.model.ContractId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The line book: every priced slice behind an invoice as canonical CSV, whose digest the invoice carries. */
public final class LineBook {
    private static final String HEADER = "usage,job_uid,attempt,site,node,lane,from_ms,until_ms,device_ms,"
            + "tariff,tier,funding,price_micros,evidence\n";

    private LineBook() {}

    /** Returns the book of one contract; slices keep their canonical order. */
    public static String csv(List<Slice> slices, ContractId contract) {
        return books(slices).getOrDefault(contract, new StringBuilder(HEADER)).toString();
    }

    /** Returns the digest of each contract's book, SHA-256 in hex. */
    static Map<ContractId, String> digests(List<Slice> slices) {
        Map<ContractId, String> digests = new LinkedHashMap<>();
        books(slices).forEach((contract, text) -> digests.put(contract, Sha256.hex(text.toString())));
        return digests;
    }

    private static Map<ContractId, StringBuilder> books(List<Slice> slices) {
        Map<ContractId, StringBuilder> books = new TreeMap<>();
        for (Slice slice : slices) {
            StringBuilder book = books.computeIfAbsent(slice.key().contract(), contract -> new StringBuilder(HEADER));
            appendRow(book, slice);
        }
        return books;
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
        book.append(slice.usage().evidenceDigest()).append('\n');
    }
}
