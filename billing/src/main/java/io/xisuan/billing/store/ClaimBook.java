package io.xisuan.billing.store;

import io.xisuan.billing.claim.Claim;
import io.xisuan.billing.claim.ClaimAnswer;
import io.xisuan.billing.claim.ClaimCase;
import io.xisuan.billing.claim.ClaimDraft;
import io.xisuan.billing.claim.ClaimFormula;
import io.xisuan.billing.claim.ClaimLine;
import io.xisuan.billing.claim.ClaimScope;
import io.xisuan.billing.claim.ClaimState;
import io.xisuan.billing.claim.ClaimStep;
import io.xisuan.billing.claim.ClaimSteps;
import io.xisuan.billing.claim.Claimable;
import io.xisuan.billing.claim.DoubleFunding;
import io.xisuan.billing.claim.evidence.EvidenceFile;
import io.xisuan.billing.control.Action;
import io.xisuan.billing.control.Deed;
import io.xisuan.billing.control.Principal;
import io.xisuan.billing.control.Proposal;
import io.xisuan.billing.rating.LineKey;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import io.xisuan.model.SupplierId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/**
 * Claims on programmes: what can be claimed, what is, and each step of a claim with what it does to the books, in one transaction.
 *
 * <p>Any program writes it: it touches no memory of the leader, and the database lets one transaction after another write. Freezing,
 * submitting, and whatever costs the supplier money take two people: the step is proposed here and done by the approval.
 */
public final class ClaimBook {
    private final Database database;

    public ClaimBook(Store store) {
        this.database = store.database();
    }

    /** Returns what a supplier's documents deducted, and what of it is claimed. */
    public List<Claimable> stock(SupplierId supplier) {
        return database.read(handle -> ClaimableRows.read(handle, supplier));
    }

    /** Returns all claims in order of number. */
    public List<ClaimRecord> claims() {
        return database.read(handle -> ClaimRows.numbers(handle).stream()
                .map(number -> ClaimRows.find(handle, number).orElseThrow())
                .toList());
    }

    /** Returns one claim. */
    public Optional<ClaimRecord> claim(long number) {
        return database.read(handle -> ClaimRows.find(handle, number));
    }

    /** Returns the evidence of a claim in order of path. */
    public List<EvidenceFile> files(long number) {
        return database.read(handle -> ClaimRows.files(handle, number));
    }

    /**
     * Opens a claim on all that is free of its scope.
     *
     * @param terms what is known of programme and contracts, and what is left out
     * @throws io.xisuan.billing.control.RightsException when the roles do not allow it
     */
    public ClaimAnswer open(ClaimScope scope, Terms terms, Principal by, long nowMillis) {
        return database.write(handle -> {
            ControlBook.permit(handle, by, Action.PROPOSE);
            ClaimableRows.fill(handle, scope.supplier());
            List<Claimable> stock = ClaimableRows.read(handle, scope.supplier()).stream()
                    .filter(one -> !terms.leftOut()
                            .contains(one.deduction().document() + "/"
                                    + one.deduction().line()))
                    .toList();
            ClaimDraft draft =
                    ClaimDraft.of(terms.known(), scope, stock, BillingPeriod.dayOf(nowMillis), terms.anyDifference());
            return switch (draft) {
                case ClaimDraft.No(ClaimAnswer.Refused no) -> no;
                case ClaimDraft.Lines lines -> {
                    List<String> notes = notes(lines.formulas());
                    notes.addAll(DoubleFunding.notes(terms.known(), lines.lines(), stock));
                    yield new ClaimAnswer.Done(opened(handle, scope, lines, String.join("\n", notes), by, nowMillis));
                }
            };
        });
    }

    /**
     * What a claim is opened by.
     *
     * @param anyDifference whether a formula's difference that is more than rounding is accepted, at the supplier's cost
     * @param leftOut lines that are not claimed now, as {@code NUMBER/LINE}: those in dispute
     */
    public record Terms(ClaimCase known, boolean anyDifference, SortedSet<String> leftOut) {
        public Terms {
            leftOut = new TreeSet<>(leftOut);
        }
    }

    private static Claim opened(
            Handle handle, ClaimScope scope, ClaimDraft.Lines draft, String notes, Principal by, long nowMillis) {
        long number = ClaimRows.insert(handle, scope, draft.lines(), notes, by, nowMillis);
        for (ClaimLine line : draft.lines()) {
            Claimable.source(line).ifPresent(source -> ClaimableRows.change(handle, source, line.amount(), Money.ZERO));
        }
        return Claim.open(number, scope, draft.lines());
    }

    private static List<String> notes(List<ClaimFormula> formulas) {
        List<String> notes = new ArrayList<>();
        for (ClaimFormula formula : formulas) {
            notes.add("%s: %s deducted, %s claimed"
                    .formatted(
                            formula.contract(),
                            formula.deducted().formatted(),
                            formula.pays().formatted()));
            formula.note().ifPresent(note -> notes.add(formula.contract() + ": " + note));
            formula.steps().forEach(step -> notes.add("%s: %s".formatted(formula.contract(), step)));
        }
        return notes;
    }

    /**
     * Puts evidence to an open claim, in the place of what lay under the same paths.
     *
     * @param below the folder whose files are removed first; empty text for none
     * @throws InputException when the claim is frozen
     */
    public void putFiles(long number, String below, List<EvidenceFile> files, Principal by) {
        database.write(handle -> {
            ControlBook.permit(handle, by, Action.PROPOSE);
            Claim claim = require(handle, number);
            if (claim.state() != ClaimState.OPEN) {
                throw InputException.of("%s is %s: its evidence stays as it is".formatted(claim.name(), claim.state()));
            }
            if (!below.isEmpty()) {
                ClaimRows.removeFiles(handle, number, below);
            }
            ClaimRows.putFiles(handle, number, files);
            return true;
        });
    }

    /**
     * Does a step that one person may do: giving up, an answer that costs the supplier nothing, payments.
     *
     * @throws io.xisuan.billing.control.RightsException when the roles do not allow it
     * @throws IllegalArgumentException when the step takes two people
     */
    public ClaimAnswer step(long number, ClaimStep step, Principal by, long nowMillis) {
        return database.write(handle -> {
            Claim claim = require(handle, number);
            if (ClaimDeeds.deed(handle, claim, step).isPresent()) {
                throw new IllegalArgumentException(
                        "A step of %s that takes two people: %s".formatted(claim.name(), step));
            }
            ControlBook.permit(handle, by, Action.RECORD_PAYMENT);
            return ClaimDeeds.apply(handle, claim, step, by, nowMillis);
        });
    }

    /** Returns what kind of approval a step takes; empty for one that a single person may do. */
    public Optional<Deed> deed(long number, ClaimStep step) {
        return database.read(handle -> ClaimDeeds.deed(handle, require(handle, number), step));
    }

    /** What became of a wish for a step that takes two people. */
    public sealed interface Proposed {
        /** It waits for a second person. */
        record Waits(Proposal proposal) implements Proposed {}

        /** It could not be done as things are. */
        record Refused(ClaimAnswer.Refused refusal) implements Proposed {}
    }

    /**
     * Proposes a step that takes two people; it is done when another one approves it.
     *
     * @throws io.xisuan.billing.control.RightsException when the roles do not allow it
     */
    public Proposed propose(long number, ClaimStep step, Principal by, long nowMillis) {
        return database.write(handle -> {
            Claim claim = require(handle, number);
            Deed deed = ClaimDeeds.deed(handle, claim, step).orElse(Deed.CLAIM);
            if (claim.after(step) instanceof ClaimAnswer.Refused no) {
                return new Proposed.Refused(no);
            }
            String subject = "claim-%s/%s".formatted(ClaimSteps.kind(step), claim.name());
            return new Proposed.Waits(ControlBook.propose(handle, deed, subject, ClaimSteps.json(step), by, nowMillis));
        });
    }

    /**
     * Returns the lines of a month that are claimed and frozen: what they deducted is no longer changed, and a later correction is claimed
     * as a line of its own.
     */
    public SortedSet<LineKey> pinned(BillingPeriod month) {
        return database.read(handle -> {
            SortedSet<LineKey> pinned = new TreeSet<>();
            for (long number : ClaimRows.numbers(handle)) {
                Claim claim = require(handle, number);
                if (claim.root().isPresent()
                        && claim.scope().from().compareTo(month) <= 0
                        && claim.scope().to().compareTo(month) >= 0) {
                    claim.lines()
                            .forEach(line -> Claimable.source(line)
                                    .filter(source -> BillingPeriod.of(BillingPeriod.startOfDayMillis(
                                                    source.key().day()))
                                            .equals(month))
                                    .ifPresent(source -> pinned.add(source.key())));
                }
            }
            return pinned;
        });
    }

    /** Returns the first thing about claims that does not hold, for people: stock and lines compared in full. */
    public Optional<String> firstProblem() {
        return database.read(ClaimCheck::first);
    }

    private static Claim require(Handle handle, long number) {
        return ClaimRows.find(handle, number)
                .orElseThrow(
                        () -> InputException.of("there is no claim %s: see claim list".formatted(Claim.name(number))))
                .claim();
    }
}
