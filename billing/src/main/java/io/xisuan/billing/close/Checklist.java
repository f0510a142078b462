package io.xisuan.billing.close;

import io.xisuan.billing.reconcile.Check;
import io.xisuan.model.BillingPeriod;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was looked at before a month closes, in the order in which people work it off.
 *
 * <p>A month closes when nothing blocks it; what is open stays with the next month, and whoever closes says why.
 */
public record Checklist(BillingPeriod month, List<Item> items) {
    /** How long after its end late records of a month are waited for. */
    public static final Duration FINAL_AFTER = Duration.ofDays(2);

    private static final int NAMED = 3;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm xxx", Locale.ROOT).withZone(BillingPeriod.ZONE);

    /** What an item means for the close. */
    public enum State {
        DONE,
        /** May stay open when whoever closes says why. */
        OPEN,
        BLOCKS
    }

    /**
     * One thing that was looked at.
     *
     * @param text what was found and what to do, for people
     */
    public record Item(String what, State state, String text) {}

    public Checklist {
        items = List.copyOf(items);
    }

    /** Returns whether nothing blocks the close. */
    public boolean closes() {
        return items.stream().noneMatch(item -> item.state() == State.BLOCKS);
    }

    /** Returns what stays open. */
    public List<Item> open() {
        return items.stream().filter(item -> item.state() == State.OPEN).toList();
    }

    public static Checklist of(CloseFacts facts) {
        List<Item> items = new ArrayList<>();
        items.add(over(facts));
        items.add(blocking("earlier months", facts.openBefore(), "all are closed", "close them first"));
        items.add(metering(facts));
        items.add(drafts(facts));
        for (Check check : facts.checks()) {
            items.add(reconciled(check));
        }
        items.add(open("disputes", facts.disputes(), "none is open", "resolve them, or close with --despite"));
        items.add(open("bank lines", facts.unmatched(), "all are matched", "match them, or close with --despite"));
        items.add(open("late records", facts.late(), "there are none", "issue notes, or close with --despite"));
        items.add(open("approvals", facts.proposals(), "none waits", "decide on them, or close with --despite"));
        items.add(open(
                "settlement notes",
                facts.settlements(),
                "none is owed",
                "draft them with xisuan invoice notes --month of each, or close with --despite"));
        return new Checklist(facts.month(), items);
    }

    private static Item over(CloseFacts facts) {
        long from = facts.month().interval().endMillis() + FINAL_AFTER.toMillis();
        if (facts.closed()) {
            return new Item("month", State.BLOCKS, "it is closed: corrections of it are notes");
        }
        return facts.nowMillis() >= from
                ? new Item("month", State.DONE, "it ended more than 48 hours ago")
                : new Item(
                        "month", State.BLOCKS, "it can close from " + TIME.format(Instant.ofEpochMilli(from)) + " on");
    }

    private static Item metering(CloseFacts facts) {
        if (facts.unmetered().isEmpty()) {
            return new Item("metering", State.BLOCKS, "no journal was read: name its folder with --journal");
        }
        return blocking(
                "metering",
                facts.unmetered().get(),
                "the journal reaches the end of the month for every attempt",
                "wait until the operator has recorded them");
    }

    private static Item drafts(CloseFacts facts) {
        if (facts.drafts().isEmpty() || !facts.drafts().get().last()) {
            return new Item(
                    "drafts",
                    State.BLOCKS,
                    "there are none of the last part: xisuan invoice draft --month " + facts.month());
        }
        CloseFacts.Drafts drafts = facts.drafts().get();
        return blocking(
                "drafts",
                drafts.unreviewed(),
                "all %d of run %d are reviewed".formatted(drafts.count(), drafts.run()),
                "review them with xisuan invoice review");
    }

    private static Item reconciled(Check check) {
        String name = check.comparison().left() + " = " + check.comparison().right();
        return check.agrees()
                ? new Item(name, State.DONE, "no difference among " + check.compared())
                : new Item(
                        name,
                        State.BLOCKS,
                        "%d differences: see xisuan close reconcile"
                                .formatted(check.differences().size()));
    }

    private static Item blocking(String what, List<String> missing, String good, String todo) {
        return item(what, missing, good, todo, State.BLOCKS);
    }

    private static Item open(String what, List<String> missing, String good, String todo) {
        return item(what, missing, good, todo, State.OPEN);
    }

    private static Item item(String what, List<String> missing, String good, String todo, State bad) {
        if (missing.isEmpty()) {
            return new Item(what, State.DONE, good);
        }
        String named = String.join(", ", missing.subList(0, Math.min(NAMED, missing.size())));
        String more = missing.size() > NAMED ? " and %d more".formatted(missing.size() - NAMED) : "";
        return new Item(what, bad, "%d: %s%s; %s".formatted(missing.size(), named, more, todo));
    }
}
