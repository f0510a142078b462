package io.xisuan.billing.claim;

import io.xisuan.billing.canonical.MerkleTree;
import io.xisuan.billing.programme.Funding;
import io.xisuan.model.ContractId;
import io.xisuan.model.Money;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A supplier's demand on a programme: the lines that it is made of, and what became of them.
 *
 * <p>Steps make it what it is, and a step that does not fit is refused as a value. Amounts are kept by cell: the part of one line that
 * one level of government bears.
 *
 * @param number counts from 1
 * @param accepted what is accepted of each cell, in the order of {@link #cells}; empty until the authority answers
 * @param answer the authority's answer
 * @param paid what each level of government paid
 * @param clawbacks what the authority wanted back, cell by cell, by the reference of each clawback
 * @param repaid what of it was repaid
 * @param references the references recorded so far
 */
public record Claim(
        long number,
        ClaimScope scope,
        List<ClaimLine> lines,
        ClaimState state,
        Optional<String> root,
        List<Money> accepted,
        Optional<ClaimStep.Answer> answer,
        SortedMap<String, Money> paid,
        SortedMap<String, List<Money>> clawbacks,
        Money repaid,
        SortedSet<String> references) {
    /**
     * The part of one line that one level of government bears.
     *
     * @param line the line's number
     */
    public record Cell(int line, String level, Money amount) {}

    public Claim {
        lines = List.copyOf(lines);
        accepted = List.copyOf(accepted);
        paid = Collections.unmodifiableSortedMap(new TreeMap<>(paid));
        SortedMap<String, List<Money>> parts = new TreeMap<>();
        clawbacks.forEach((reference, cells) -> parts.put(reference, List.copyOf(cells)));
        clawbacks = Collections.unmodifiableSortedMap(parts);
        references = Collections.unmodifiableSortedSet(new TreeSet<>(references));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).number() != i + 1) {
                throw new IllegalArgumentException("The lines of claim %d are not numbered from 1".formatted(number));
            }
        }
    }

    /** Returns a new claim. */
    public static Claim open(long number, ClaimScope scope, List<ClaimLine> lines) {
        return new Claim(
                number,
                scope,
                lines,
                ClaimState.OPEN,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                new TreeMap<>(),
                new TreeMap<>(),
                Money.ZERO,
                new TreeSet<>());
    }

    /** Returns the name for people, as {@code CL-000012}. */
    public String name() {
        return name(number);
    }

    /** Returns the name of the claim with that number. */
    public static String name(long number) {
        return String.format(Locale.ROOT, "CL-%06d", number);
    }

    /** Returns what is claimed: the lines' sum, the formula's differences taken off. */
    public Money total() {
        return sum(lines.stream().map(ClaimLine::amount).toList());
    }

    /** Returns what its documents deducted, before the formula. */
    public Money deducted() {
        return total().minus(rounding());
    }

    /** Returns what the programme's formula takes off; never more than nothing. */
    public Money rounding() {
        return sum(lines.stream()
                .filter(line -> line.source() instanceof ClaimSource.Rounding)
                .map(ClaimLine::amount)
                .toList());
    }

    /** Returns the parts of all lines, in order of line and then of level. */
    public List<Cell> cells() {
        return lines.stream()
                .flatMap(line ->
                        line.levels().stream().map(part -> new Cell(line.number(), part.level(), part.amount())))
                .toList();
    }

    /** Returns what is claimed of each level of government. */
    public SortedMap<String, Money> claimedByLevel() {
        return byLevel(cells().stream().map(Cell::amount).toList());
    }

    /** Returns what each level accepted; nothing before the answer. */
    public SortedMap<String, Money> acceptedByLevel() {
        return answer.isEmpty() ? new TreeMap<>() : byLevel(accepted);
    }

    /** Returns what is not accepted of each cell; nothing before the answer. */
    public List<Money> rejected() {
        List<Cell> cells = cells();
        List<Money> rest = new ArrayList<>();
        for (int i = 0; i < cells.size() && answer.isPresent(); i++) {
            rest.add(cells.get(i).amount().minus(accepted.get(i)));
        }
        return rest;
    }

    /** Returns what is not accepted of each line that has such a rest, by its number. */
    public SortedMap<Integer, Money> rejectedByLine() {
        SortedMap<Integer, Money> byLine = new TreeMap<>();
        List<Cell> cells = cells();
        List<Money> rest = rejected();
        for (int i = 0; i < rest.size(); i++) {
            byLine.merge(cells.get(i).line(), rest.get(i), Money::plus);
        }
        byLine.values().removeIf(Money::isZero);
        return byLine;
    }

    public Money acceptedTotal() {
        return sum(accepted);
    }

    public Money paidTotal() {
        return sum(List.copyOf(paid.values()));
    }

    /** Returns what was clawed back so far. */
    public Money clawedBack() {
        return sum(clawbacks.values().stream().flatMap(List::stream).toList());
    }

    /** Returns what one clawback took of each line. */
    public SortedMap<Integer, Money> clawedBackByLine(String reference) {
        SortedMap<Integer, Money> byLine = new TreeMap<>();
        List<Cell> cells = cells();
        List<Money> parts = clawbacks.getOrDefault(reference, List.of());
        for (int i = 0; i < parts.size(); i++) {
            byLine.merge(cells.get(i).line(), parts.get(i), Money::plus);
        }
        byLine.values().removeIf(Money::isZero);
        return byLine;
    }

    /** Returns what of each accepted cell was not clawed back yet. */
    List<Money> notClawedBack() {
        List<Money> left = new ArrayList<>(accepted);
        clawbacks.values().forEach(parts -> {
            for (int i = 0; i < parts.size(); i++) {
                left.set(i, left.get(i).minus(parts.get(i)));
            }
        });
        return List.copyOf(left);
    }

    /** Returns what the authority owes now: frozen, not rejected and not paid. */
    public Money owed() {
        return switch (state) {
            case OPEN, WITHDRAWN -> Money.ZERO;
            case FROZEN, SUBMITTED -> total();
            case ACCEPTED, PART, REJECTED, PAID, RECONCILED -> acceptedTotal().minus(paidTotal());
        };
    }

    /** Returns what it is about in one line of text: the first leaf of its root. */
    public String head() {
        return String.join(
                "\t",
                name(),
                scope.supplier().value(),
                scope.programme().value(),
                scope.months(),
                scope.contract().map(ContractId::value).orElse(""));
    }

    /** Returns the root over what it is about, its lines and the leaves of its evidence. */
    public String rootWith(List<String> evidence) {
        List<String> leaves = new ArrayList<>();
        leaves.add(head());
        lines.forEach(line -> leaves.add(line.canonical()));
        leaves.addAll(evidence);
        return MerkleTree.root(leaves);
    }

    /** Returns the claim after a step, or why the step is not done. */
    public ClaimAnswer after(ClaimStep step) {
        return new ClaimLife(this).after(step);
    }

    /** Returns amounts of cells summed by level, all levels present. */
    SortedMap<String, Money> byLevel(List<Money> amounts) {
        SortedMap<String, Money> levels = new TreeMap<>();
        List<Cell> cells = cells();
        for (int i = 0; i < cells.size(); i++) {
            levels.merge(cells.get(i).level(), amounts.get(i), Money::plus);
        }
        return levels;
    }

    /** Returns the line with that number. */
    public ClaimLine line(int wanted) {
        return lines.get(wanted - 1);
    }

    static Money sum(List<Money> amounts) {
        return amounts.stream().reduce(Money.ZERO, Money::plus);
    }

    /** Returns lines of these amounts, numbered and divided by level of government. */
    public static List<ClaimLine> lines(List<ClaimSource> sources, List<Money> amounts, Funding funding) {
        List<List<Funding.Part>> parts = Shares.byLevel(amounts, funding);
        List<ClaimLine> lines = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            lines.add(new ClaimLine(i + 1, sources.get(i), amounts.get(i), parts.get(i)));
        }
        return List.copyOf(lines);
    }
}
