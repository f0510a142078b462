package io.xisuan.operator.market;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What was last made of something, with what was found then: made again only when it is made of something else.
 *
 * @param <K> all that it is made of; two that are equal give equal results
 * @param <V> what is made
 */
final class Kept<K, V> {
    private record Made<K, V>(K of, V value, List<ResourceProblem> problems) {}

    private Optional<Made<K, V>> last = Optional.empty();

    /** Returns what is made of it, and adds what is found to the findings. */
    V of(K parts, Findings findings, Function<Findings, V> make) {
        Made<K, V> made = last.filter(before -> before.of().equals(parts)).orElseGet(() -> {
            Findings own = new Findings();
            V value = make.apply(own);
            return new Made<>(parts, value, own.problems());
        });
        last = Optional.of(made);
        findings.addAll(made.problems());
        return made.value();
    }
}
