package io.xisuan.cli.pricelist;

import io.xisuan.billing.party.Supplier;
import io.xisuan.billing.rendering.Language;
import io.xisuan.operator.api.v1alpha1.Tariff;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What rows are held against.
 *
 * @param tariffs the price lists that are there
 * @param sites the sites that are there; none where nobody said
 * @param books what the books know
 */
record PriceContext(Instant now, Language language, List<Tariff> tariffs, Set<String> sites, Books books) {
    /**
     * What the books know of sellers and of prices by which money was made.
     *
     * @param suppliers by their ids; none where no books are at hand
     * @param used the digests of versions that were used, by their ids
     */
    record Books(SortedMap<String, Supplier> suppliers, SortedMap<String, String> used) {
        /** No books are at hand. */
        static final Books NONE = new Books(new TreeMap<>(), new TreeMap<>());

        Books {
            suppliers = new TreeMap<>(suppliers);
            used = new TreeMap<>(used);
        }
    }

    PriceContext {
        tariffs = List.copyOf(tariffs);
        sites = new TreeSet<>(sites);
    }

    Optional<Tariff> tariff(String name) {
        return tariffs.stream()
                .filter(tariff -> tariff.getMetadata().getName().equals(name))
                .findFirst();
    }

    /** Returns the text in the language that was asked for. */
    String say(String zh, String en) {
        return language.of(zh, en);
    }
}
