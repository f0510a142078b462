package io.xisuan.billing.reconcile;

import java.util.List;

/**
 * Two books compared.
 *
 * @param left what the first book says in all
 * @param right what the second book says in all
 * @param compared how many things were compared
 * @param differences each thing that differs, in order; none where the books agree, also when the sums happen to be equal
 */
public record Check(Comparison comparison, long left, long right, int compared, List<Difference> differences) {
    public Check {
        differences = List.copyOf(differences);
        if (differences.isEmpty() && left != right) {
            throw new IllegalArgumentException(
                    "%s: %d is not %d, and nothing is named that differs".formatted(comparison, left, right));
        }
    }

    /** Returns whether the books agree on everything. */
    public boolean agrees() {
        return differences.isEmpty();
    }
}
