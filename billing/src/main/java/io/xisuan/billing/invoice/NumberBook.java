package io.xisuan.billing.invoice;

import io.xisuan.model.InputException;
import io.xisuan.model.SupplierId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The last number given in each series, and the prefix of each supplier; a value that issuing replaces.
 *
 * @param prefixes as {@code ZW}; no two suppliers share one, so numbers are unique over all of them
 * @param last the last number given; a series that is absent has given none
 */
public record NumberBook(SortedMap<SupplierId, String> prefixes, SortedMap<Series, Long> last) {
    /** A number and the book after it. */
    record Given(String number, NumberBook next) {}

    public NumberBook {
        prefixes = new TreeMap<>(prefixes);
        last = new TreeMap<>(last);
        Map<String, SupplierId> owners = new HashMap<>();
        prefixes.forEach((supplier, prefix) -> {
            if (!prefix.matches("[A-Z][A-Z0-9]{0,11}")) {
                throw InputException.of("The invoice prefix \"%s\" of supplier %s is not capital letters and digits"
                        .formatted(prefix, supplier));
            }
            SupplierId other = owners.putIfAbsent(prefix, supplier);
            if (other != null) {
                throw InputException.of("Suppliers %s and %s share the invoice prefix %s: numbers would repeat"
                        .formatted(other, supplier, prefix));
            }
        });
    }

    /** Returns a book that has given no number yet. */
    public static NumberBook fresh(Map<SupplierId, String> prefixes) {
        return new NumberBook(new TreeMap<>(prefixes), new TreeMap<>());
    }

    Given next(Series series) {
        String prefix = Optional.ofNullable(prefixes.get(series.supplier()))
                .orElseThrow(() -> InputException.of(
                        "Supplier %s has no invoice prefix: name one with the supplier".formatted(series.supplier())));
        long number = last.getOrDefault(series, 0L) + 1;
        SortedMap<Series, Long> moved = new TreeMap<>(last);
        moved.put(series, number);
        return new Given(text(prefix, series, number), new NumberBook(prefixes, moved));
    }

    /** Returns a number as it is printed, as {@code ZW-2025-000001}. */
    public static String text(String prefix, Series series, long number) {
        return String.format(
                Locale.ROOT, "%s-%s%04d-%06d", prefix, series.kind().infix(), series.year(), number);
    }
}
