package io.xisuan.cli.invoice;

import io.xisuan.billing.store.InvoiceFilter;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.store.StoredInvoice;
import io.xisuan.model.InputException;
import java.util.Comparator;
import java.util.List;

/** Finds an invoice by the number that somebody typed. */
final class Numbers {
    private static final int SHOWN = 5;

    private Numbers() {}

    /**
     * @throws InputException naming the nearest numbers when there is no such invoice
     */
    static StoredInvoice find(Store store, String number) {
        return store.invoice(number).orElseThrow(() -> InputException.of(missing(store, number)));
    }

    private static String missing(Store store, String number) {
        List<String> near = store.invoices(InvoiceFilter.ALL).stream()
                .map(StoredInvoice::number)
                .sorted(Comparator.comparingInt((String known) -> distance(known, number))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SHOWN)
                .toList();
        return near.isEmpty()
                ? "There is no invoice \"%s\": none was issued yet".formatted(number)
                : "There is no invoice \"%s\"; the nearest are %s".formatted(number, String.join(", ", near));
    }

    /** Returns how many characters must be put in, left out or changed to come from one to the other. */
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
