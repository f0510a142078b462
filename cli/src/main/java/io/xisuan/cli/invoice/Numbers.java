package io.xisuan.cli.invoice;

import io.xisuan.billing.store.InvoiceFilter;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.store.StoredInvoice;
import io.xisuan.cli.output.NearNames;
import io.xisuan.model.InputException;
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
        List<String> numbers = store.invoices(InvoiceFilter.ALL).stream()
                .map(StoredInvoice::number)
                .toList();
        List<String> near = NearNames.of(numbers, number, SHOWN);
        return near.isEmpty()
                ? "There is no invoice \"%s\": none was issued yet".formatted(number)
                : "There is no invoice \"%s\"; the nearest are %s".formatted(number, String.join(", ", near));
    }
}
